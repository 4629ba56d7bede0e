/**
 * Names of characters in Markdown, instead of the table of 2,125 that the parser has in Node and of the `innerHTML` that
 * it uses in browsers, which the policy of our pages refuses: there "&amp;" in a text would end the page.
 */
const known = Object.fromEntries(
  'amp& lt< gt> quot" apos\' nbsp\u00a0 copy© reg® trade™ hellip… mdash— ndash– lsquo‘ rsquo’ ldquo“ rdquo” laquo« raquo» bull• middot· sect§ para¶ deg° plusmn± times× divide÷ minus− ne≠ le≤ ge≥ asymp≈ infin∞ sum∑ radic√ larr← uarr↑ rarr→ darr↓ harr↔ rArr⇒ hArr⇔ check✓ cross✗ euro€ pound£ yen¥ cent¢ micro\u00b5 frac12½ frac14¼ frac34¾ sup1¹ sup2² sup3³ Auml\u00c4 Ouml\u00d6 Uuml\u00dc auml\u00e4 ouml\u00f6 uuml\u00fc szlig\u00df eacute\u00e9 egrave\u00e8 agrave\u00e0 ccedil\u00e7 ntilde\u00f1 alphaα betaβ gammaγ deltaδ lambdaλ muμ piπ sigmaσ DeltaΔ OmegaΩ'
    .split(' ')
    .map(it => [it.slice(0, -1), it.slice(-1)]),
)

/** What is not known stays as it is written. */
export function decodeNamedCharacterReference(name: string): string | false {
  return Object.hasOwn(known, name) ? known[name]! : false
}
