/**
 * A file as a MIME entity, so that its name and type are protected with its content; binary, as RFC 8551 §3.1.2 lets it be. `signet
 * encrypt` writes the same.
 *
 * @module file-entity
 */
const MAX_NAME = 150;
/** What a reader would open in place of giving it out as a file. */
const OPENED = /^(multipart|message)\/|pkcs7/;
const TYPE = /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/;
/** A section with its name and number stays below 78 characters (RFC 2231 §3). */
const SECTION = 50;

/**
 * The header, with the empty line behind it.
 *
 * @param {string} name  of the file
 * @param {string} type  what the browser takes it for; may be empty
 * @returns {Uint8Array}
 */
export function fileHeader(name, type) {
  const known = type.toLowerCase();
  const mediaType = TYPE.test(known) && !OPENED.test(known) ? known : 'application/octet-stream';
  const lines = [
    `Content-Type: ${mediaType}`,
    'Content-Transfer-Encoding: binary',
    ['Content-Disposition: attachment', ...fileName(safeName(name))].join(';\r\n '),
    '',
    '',
  ];
  return new TextEncoder().encode(lines.join('\r\n'));
}

/** The base name, without control and format characters and what Windows keeps for itself; who opens it makes it safe once more. */
export function safeName(name) {
  const clean = name
    .slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*]/g, '_');
  return Array.from(clean).slice(-MAX_NAME).join('').replace(/^[.\s]+|[.\s]+$/g, '') || 'file';
}

/** The parameter: quoted, and beyond ASCII in UTF-8 with sections behind it (RFC 2231 §3, §4). */
function fileName(name) {
  const lines = [`filename="${name.replace(/[^ -~]+/g, '_')}"`];
  if (!/^[ -~]*$/.test(name)) {
    const sections = ["UTF-8''"];
    for (const character of name) {
      const encoded = encodeURIComponent(character).replace(/['()*!~]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
      if (sections.at(-1).length + encoded.length > SECTION) {
        sections.push('');
      }
      sections[sections.length - 1] += encoded;
    }
    sections.forEach((section, i) => lines.push(sections.length === 1 ? `filename*=${section}` : `filename*${i}*=${section}`));
  }
  return lines;
}
