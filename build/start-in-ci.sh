#!/usr/bin/env bash
# Starts the double in the background, waits until it listens, and hands its address to the steps that follow. Used by action.yml.
set -euo pipefail

log=$(mktemp)
ready=$(mktemp)
words=$(mktemp)
# Quoted as in a shell, and nothing is expanded or run. bash 3 of macOS reads no array from a file.
[[ "${FLAGS:-}" =~ [^[:space:]] ]] && xargs printf '%s\0' <<< "$FLAGS" > "$words"
flags=()
while IFS= read -r -d '' flag; do flags+=("$flag"); done < "$words"
# A step waits for whoever has its output open; bash 3 of macOS knows no empty list.
nohup node "$ACTION/dist/cli.js" serve --port 0 ${flags[@]+"${flags[@]}"} > "$ready" 2> "$log" < /dev/null &
double=$!
for _ in $(seq 600); do
  if grep -q '"event":"ready"' "$ready"; then
    node -e 'const { url, control } = JSON.parse(require("fs").readFileSync(0, "utf8").split("\n")[0]); console.log(`url=${url}\ncontrol=${control ?? ""}`)' < "$ready" | tee -a "$GITHUB_OUTPUT"
    exit 0
  fi
  kill -0 "$double" 2> /dev/null || break
  sleep 0.1
done
echo 'jobdouble did not start:' >&2
cat "$log" >&2
kill "$double" 2> /dev/null || true
exit 1
