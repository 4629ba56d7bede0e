import { Monitor, Moon, Sun } from 'lucide-react'
import { common } from '@/strings/common'
import { IconButton } from '@/ui/Button'
import { Menu, MenuChoice } from '@/ui/Menu'
import { setTheme, useThemeChoice } from './theme'

export function ThemeMenu() {
  const choice = useThemeChoice()
  return (
    <Menu label={common.theme.label} trigger={<IconButton icon={{ system: Monitor, light: Sun, dark: Moon }[choice]} label={common.theme.label} size="compact" />}>
      <MenuChoice
        value={choice}
        onChange={setTheme}
        options={[
          { value: 'system', label: common.theme.system },
          { value: 'light', label: common.theme.light },
          { value: 'dark', label: common.theme.dark },
        ]}
      />
    </Menu>
  )
}
