/** The palette: everything by its name. Closes itself with `palette.close()` of `@/app/commands`. */
export default function Palette() {
  return null
}
