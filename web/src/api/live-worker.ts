import { type FromTab, Hub, pingEvery } from './hub'
import { around } from './surroundings'

/** One for all tabs of a browser that show the same version of the application. */
const hub = new Hub(around)

addEventListener('connect', event => {
  const port = (event as MessageEvent).ports[0]!
  port.onmessage = (message: MessageEvent<FromTab>) => hub.hear(port, message.data)
  hub.join(port)
})
setInterval(hub.ping, pingEvery)
