import { EllipsisVertical, Link2, Terminal } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useCommands } from '@/app/commands'
import { toCurl } from '@/api/curl'
import { type ApiRequest, url } from '@/api/request'
import { common } from '@/strings/common'
import { IconButton } from './Button'
import { Menu, MenuItem } from './Menu'
import { copy } from './values'

/** The two entries that every menu of an action or a list ends with. */
export function CurlItems({ request }: { request: ApiRequest | (() => ApiRequest) }) {
  const get = () => (typeof request === 'function' ? request() : request)
  return (
    <>
      <MenuItem icon={Terminal} onSelect={() => void copy(toCurl(get()), common.curlCopied)}>
        {common.copyCurl}
      </MenuItem>
      <MenuItem icon={Link2} onSelect={() => void copy(location.origin + url(get().path, get().query))}>
        {common.copyUrl}
      </MenuItem>
    </>
  )
}

/** ⋯ beside a confirm button or above a list; the palette has the call after `=` as long as this is there. */
export function CurlMenu({ request, children }: { request: ApiRequest | (() => ApiRequest); children?: ReactNode }) {
  const made = () => (typeof request === 'function' ? request() : request)
  const { method, path } = made()
  // What the form says when the call is copied, not when the page was drawn first.
  const latest = useRef(made)
  useEffect(() => {
    latest.current = made
  })
  useCommands([{ id: `call:${method} ${path}`, label: `${method} ${path}`, call: true, run: () => void copy(toCurl(latest.current()), common.curlCopied) }])
  return (
    <Menu trigger={<IconButton icon={EllipsisVertical} label={common.more} size="compact" />}>
      {children}
      <CurlItems request={request} />
    </Menu>
  )
}
