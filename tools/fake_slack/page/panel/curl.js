// Requests as a command for the terminal, to be tried by hand.

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

function command(url, headers, body) {
  const lines = Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  return [`curl -i -X POST ${quoted(url)}`, ...lines, `--data-binary ${body}`].join(" \\\n  ");
}

/** The very bytes and signature of one attempt; the desk refuses them after five minutes. */
export function asSent(delivery, attempt) {
  return command(delivery.url, attempt.headers, quoted(attempt.body));
}

/** The same request signed at the moment it is run, with the secret from the environment. */
export function freshlySigned(delivery) {
  const sent = delivery.attempts.at(-1)?.headers ?? {};
  const signed = ["x-slack-request-timestamp", "x-slack-signature"];
  const others = Object.entries(sent).filter(([name]) => !signed.includes(name.toLowerCase()));
  return [
    `# SLACK_SIGNING_SECRET: signing_secret in stack.json, which is in .local or in $DESK_STATE`,
    `body=${quoted(delivery.body)}`,
    `ts=$(date +%s)`,
    `sig=v0=$(printf 'v0:%s:%s' "$ts" "$body" | openssl dgst -sha256 -hmac "$SLACK_SIGNING_SECRET" | sed 's/^.*= *//')`,
    [
      `curl -i -X POST ${quoted(delivery.url)}`,
      ...others.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
      `-H "X-Slack-Request-Timestamp: $ts" -H "X-Slack-Signature: $sig"`,
      `--data-binary "$body"`,
    ].join(" \\\n  "),
  ].join("\n");
}

/** A call with the token left to the environment; a form suits every method. */
export function ofCall(call) {
  const fields = Object.entries(call.args).map(([name, value]) => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return `--data-urlencode ${quoted(`${name}=${text}`)}`;
  });
  return [
    `curl -i -X POST ${quoted(`${location.origin}/api/${call.what}`)}`,
    `-H "Authorization: Bearer $SLACK_BOT_TOKEN"`,
    ...fields,
  ].join(" \\\n  ");
}
