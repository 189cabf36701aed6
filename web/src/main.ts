/** Starts the app: words and the last person's notebook first, then the screens. */
import { mount } from 'svelte'
import './ui/fonts.css'
import './ui/tokens.css'
import './ui/base.css'
import './ui/layout.css'
import './ui/controls.css'
import './ui/things.css'
import App from './shell/App.svelte'
import { follow } from './shell/place.svelte'
import { preferences } from './shell/preferences.svelte'
import { resume } from './shell/resuming'
import { watchRoom } from './shell/room.svelte'
import { installing } from './shell/installing.svelte'
import { session } from './shell/session.svelte'
import { watch } from './shell/shown.svelte'
import { ticking } from './shell/ticking.svelte'

preferences.apply()
installing.watch()
watch()
follow()
ticking.start()
await session.start()
await resume()
const target = document.querySelector('#app')
if (target !== null) mount(App, { target })
watchRoom()
