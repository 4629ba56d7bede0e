import { Eye, EyeOff } from 'lucide-react'
import { type InputHTMLAttributes, useState } from 'react'
import { common } from '@/strings/common'
import { IconButton } from './Button'
import { TextInput } from './Field'

/** A password within a `Field`, hidden until one wants to see what one types. */
export function PasswordInput(props: InputHTMLAttributes<HTMLInputElement>) {
  const [shown, setShown] = useState(false)
  return (
    <div className="relative">
      <TextInput {...props} type={shown ? 'text' : 'password'} spellCheck={false} autoCapitalize="none" maxLength={1000} className="pr-10 coarse:pr-12" />
      <IconButton
        icon={shown ? EyeOff : Eye}
        label={shown ? common.hidePassword : common.showPassword}
        size="compact"
        onClick={() => setShown(!shown)}
        className="absolute top-0.5 right-0.5 coarse:top-0 coarse:right-0"
      />
    </div>
  )
}
