export const programs = {
  program: 'Agent program',
  presets: {
    'claude-code': 'Claude Code',
    codex: 'Codex',
    'gemini-cli': 'Gemini CLI',
    opencode: 'OpenCode',
    'qwen-code': 'Qwen Code',
    goose: 'Goose',
  },
  own: 'Another one, by its command',
  presetHint: 'Has to be installed where the Environment finds it. Its keys are yours to give, as variables, and it needs the network to reach its model.',
  command: 'Command',
  commandHint: 'One part a line: the program, then each argument as it is. It has to speak the Agent Client Protocol on its standard input and output.',
}
