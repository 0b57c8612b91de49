#!/usr/bin/env bash
# Runs a command with PERFEX_TEST_DATABASE_URL naming a throw-away PostgreSQL 15 from Debian's packages, installed when missing.
# Usage: scripts/with-debian-postgres.sh COMMAND [ARGUMENT …]
set -euo pipefail

bin=/usr/lib/postgresql/15/bin
if [ ! -x "$bin/postgres" ]; then
  echo "Installing Debian's PostgreSQL 15 …"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql-15 >/dev/null
fi

folder=$(mktemp -d)
chmod 755 "$folder"
port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
owner=postgres
chown "$owner" "$folder"
as_owner() { (cd / && setpriv --reuid="$owner" --regid="$owner" --init-groups "$@"); }

as_owner "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
as_owner "$bin/pg_ctl" -D "$folder/data" -w -s -l "$folder/log" \
  -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=100" start
stop() {
  as_owner "$bin/pg_ctl" -D "$folder/data" -m immediate -s stop || true
  rm -rf "$folder"
}
trap stop EXIT

PERFEX_TEST_DATABASE_URL="postgresql://postgres@127.0.0.1:$port/postgres" "$@"
