/** Characters JSON leaves as they are, but which a terminal or an editor obeys: DEL, C1 controls, bidi and other invisible marks. */
const obeyed = /[\u007f-\u009f\u2028\u2029\p{Cf}]/gu;

/** JSON on one line that is also safe to look at. It parses to exactly the value given. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value).replace(obeyed, escapeUnits);
}

function escapeUnits(character: string): string {
  return character.split('').map(escapeUnit).join('');
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
