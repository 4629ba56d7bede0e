import { expect, test } from 'vitest'
import { filesOfPatch } from './patch'

const patch = `diff --git a/src/add.py b/src/add.py
index 1..2 100644
--- a/src/add.py
+++ b/src/add.py
@@ -1 +1,2 @@
-def add(a, b):
+"""Sums."""
+def add(a: int, b):
diff --git a/NOTES.md b/NOTES.md
deleted file mode 100644
--- a/NOTES.md
+++ /dev/null
@@ -1 +0,0 @@
---- not a header but a line
diff --git a/a picture.png b/a picture.png
Binary files a/a picture.png and b/a picture.png differ
`

test('a patch is taken apart by its files', () => {
  const files = filesOfPatch(patch)
  expect(files.map(it => [it.path, it.binary])).toEqual([
    ['src/add.py', false],
    ['NOTES.md', false],
    ['a picture.png', true],
  ])
  expect(files[0]!.lines.filter(it => it.kind === 'add')).toHaveLength(2)
  expect(files[1]!.lines.map(it => it.text)).toContain('--- not a header but a line')
  expect(files[2]!.lines).toEqual([])
  expect(filesOfPatch('')).toEqual([])
})
