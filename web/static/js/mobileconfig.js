/**
 * Apple's configuration profile with an identity in it, for iPhone, iPad and Mac: the .p12 as it is, and the CAs above it. It is
 * written here, so that the private key stays in this browser; the passphrase is not in it: the device asks for it.
 *
 * @module mobileconfig
 */

/** Text of an element; what XML 1.0 cannot hold (§2.2) becomes a question mark. */
function xml(text) {
  return text
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '?')
    .replace(/[^\t\n\r\u0020-\uFFFD]|\uFFFE|\uFFFF/g, '?')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

function base64(bytes) {
  let binary = '';
  for (let i = 0; i < bytes.length; i += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  }
  return btoa(binary).replace(/.{64}/g, '$&\n');
}

/** The host's name from right to left, as Apple forms identifiers. */
function identifier(host) {
  return host.toLowerCase().replace(/[^a-z0-9.-]/g, '').split('.').reverse().join('.');
}

function payload({ type, id, name, file, content }) {
  return `    <dict>
      <key>PayloadCertificateFileName</key>
      <string>${xml(file)}</string>
      <key>PayloadContent</key>
      <data>
${base64(content)}
      </data>
      <key>PayloadDisplayName</key>
      <string>${xml(name)}</string>
      <key>PayloadIdentifier</key>
      <string>${xml(id)}</string>
      <key>PayloadType</key>
      <string>${type}</string>
      <key>PayloadUUID</key>
      <string>${crypto.randomUUID().toUpperCase()}</string>
      <key>PayloadVersion</key>
      <integer>1</integer>
    </dict>
`;
}

/**
 * @param {object} options
 * @param {string} options.host  of the CA, for identifiers
 * @param {string} options.company  as the device shows it
 * @param {string} options.email  of the identity
 * @param {Uint8Array[]} options.identities  one PKCS#12 for each key
 * @param {Uint8Array[]} options.authorities  in DER, the root last
 * @returns {string} the profile
 */
export function write({ host, company, email, identities, authorities }) {
  const id = `${identifier(host)}.identity`;
  const all = [
    ...identities.map((content, i) => ({
      type: 'com.apple.security.pkcs12', id: `${id}.key${i + 1}`, name: email, file: `identity${i + 1}.p12`, content,
    })),
    ...authorities.map((content, i) => ({
      type: i === authorities.length - 1 ? 'com.apple.security.root' : 'com.apple.security.pkcs1',
      id: `${id}.ca${i + 1}`,
      name: `${company} CA ${i + 1}`,
      file: `ca${i + 1}.cer`,
      content,
    })),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>PayloadContent</key>
  <array>
${all.map(payload).join('')}  </array>
  <key>PayloadDisplayName</key>
  <string>${xml(`${company}: ${email}`)}</string>
  <key>PayloadIdentifier</key>
  <string>${xml(id)}</string>
  <key>PayloadOrganization</key>
  <string>${xml(company)}</string>
  <key>PayloadType</key>
  <string>Configuration</string>
  <key>PayloadUUID</key>
  <string>${crypto.randomUUID().toUpperCase()}</string>
  <key>PayloadVersion</key>
  <integer>1</integer>
</dict>
</plist>
`;
}
