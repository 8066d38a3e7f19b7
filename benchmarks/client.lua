-- Requests of one signed-in person: what to send comes from the environment, @once@ and @serial@ in a body are new in each request.
local threads = 0
local serial = 0
local body = os.getenv("WRK_BODY") or ""

function setup(thread)
   threads = threads + 1
   thread:set("mine", threads)
end

function init(args)
   wrk.method = os.getenv("WRK_METHOD") or "GET"
   for line in (os.getenv("WRK_HEADERS") or ""):gmatch("[^\n]+") do
      local name, value = line:match("^(.-): (.*)$")
      wrk.headers[name] = value
   end
   run = tonumber(os.getenv("WRK_RUN") or "0")
end

function request()
   if body == "" then
      return wrk.format()
   end
   serial = serial + 1
   local once = string.format("%08x-%04x-4000-8000-%012x", run, mine, serial)
   local name = string.format("%xx%xx%x", run, mine, serial)
   local sent = body:gsub("@once@", once):gsub("@serial@", name)
   return wrk.format(nil, nil, nil, sent)
end

function done(summary, latency, requests)
   local e = summary.errors
   -- An answer that takes longer than two seconds (a time-out) is slow, not wrong: it shows in the figures.
   local failed = e.connect + e.read + e.write + e.status
   io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration, failed,
                          latency:percentile(50), latency:percentile(95)))
end
