#!/bin/bash
# make.sh COMMIT NAME [SECONDS]: writes test/compat/NAME, the data of an earlier commit with cases in flight.
# It checks that commit out aside, starts it on a PostgreSQL server of its own (Debian's package postgresql, for pg_dump), lets
# `hotline demo` work for so many seconds, stops everything and dumps the three databases and the folder of documents.
set -euo pipefail
commit=$1 name=$2 seconds=${3:-60}
root=$(git rev-parse --show-toplevel)
here="$root/test/compat/$name"
bin=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
work=$(mktemp -d) && chmod 711 "$work"
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
end() {
  [ -z "${start:-}" ] || { kill -INT "$start" 2>/dev/null; wait "$start" || true; }
  as "$bin/pg_ctl" -D "$work/pg" -m fast stop >/dev/null 2>&1 || true
  git -C "$root" worktree remove --force "$work/checkout" || true
  rm -rf "$work"
}
trap end EXIT

git -C "$root" worktree add --detach "$work/checkout" "$commit"
port() { node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'; }
export PGPORT=$(port) PGHOST=127.0.0.1 PGUSER=hotline
mkdir "$work/pg" && { [ "$(id -u)" != 0 ] || chown postgres "$work/pg"; }
as "$bin/initdb" -D "$work/pg" -U hotline --auth=trust --encoding=UTF8 --no-locale >/dev/null
as "$bin/pg_ctl" -w -D "$work/pg" -l "$work/pg/log" -o "-p $PGPORT -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200" start >/dev/null

export HOTLINE_DATA="$work/data" DATABASE_URL="postgresql://hotline@127.0.0.1:$PGPORT/hotline"
export HOTLINE_PORT=$(port) GATEWAY_PORT=$(port) GATEWAY_GRPC_PORT=$(port) ENGINE_PORT=$(port)
# what the test signs in with: made up, and no secret
export HOTLINE_DEMO_PASSWORD=compat-0000
cd "$work/checkout"
node scripts/start.mjs &
start=$!
until curl -fsS -o /dev/null "http://127.0.0.1:$HOTLINE_PORT/health/ready" 2>/dev/null; do kill -0 "$start"; sleep 1; done
timeout "$seconds" bin/hotline demo --cases 60 --concurrency 30 --address "http://127.0.0.1:$HOTLINE_PORT" || true
kill -INT "$start"; wait "$start" || true; start=

mkdir -p "$here"
for database in hotline:app hotline_engine:engine hotline_gateway:gateway; do
  # psql's own commands (\restrict) mean nothing to a driver
  "$bin/pg_dump" --no-owner --inserts --rows-per-insert=200 "${database%%:*}" | grep -v '^\\' | gzip -9n > "$here/${database##*:}.sql.gz"
done
tar -C "$work/data" --sort=name --owner=0 --group=0 -czf "$here/documents.tar.gz" documents
echo "$(git -C "$root" rev-parse "$commit")" > "$here/commit"
ls -l "$here"
