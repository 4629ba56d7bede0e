import { EllipsisVertical, Link2, Terminal } from 'lucide-react'
import type { ReactNode } from 'react'
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

/** ⋯ beside a confirm button or above a list. */
export function CurlMenu({ request, children }: { request: ApiRequest | (() => ApiRequest); children?: ReactNode }) {
  return (
    <Menu trigger={<IconButton icon={EllipsisVertical} label={common.more} size="compact" />}>
      {children}
      <CurlItems request={request} />
    </Menu>
  )
}
