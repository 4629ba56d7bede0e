import { CopyButton } from '@/ui/values'

/** A command for the machine of this instance, to be copied. */
export const CommandLine = ({ text }: { text: string }) => (
  <div className="flex items-center gap-1 rounded-control border border-line bg-sunken py-0.5 pr-0.5 pl-2.5">
    <code className="min-w-0 flex-1 overflow-x-auto whitespace-nowrap">{text}</code>
    <CopyButton text={text} />
  </div>
)
