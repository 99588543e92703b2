# Sourced by tests/run and tests/prove in the folder of the crate: installs what is in `missing`, and what PostgreSQL and the
# build need, from Debian packages, and starts a PostgreSQL of its own, which goes away at the end.

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

postgres_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }
[ -x "$(postgres_bin)/initdb" ] || missing+=(postgresql)
command -v cc >/dev/null || missing+=(gcc libc6-dev)
if [ ${#missing[@]} -gt 0 ]; then
  echo "installing ${missing[*]}"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

# initdb refuses root: the cluster belongs to a user who owns nothing else here.
bin=$(postgres_bin)
home=$(mktemp -d)
owner=$(id -un)
[ "$(id -u)" != 0 ] || owner=$(id -un postgres 2>/dev/null || echo nobody)
as_owner() { if [ "$(id -u)" = 0 ]; then runuser -u "$owner" -- "$@"; else "$@"; fi; }
finish() {
  as_owner "$bin/pg_ctl" -D "$home/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$home"
}
trap finish EXIT
[ "$(id -u)" != 0 ] || chown "$owner" "$home"
# Below the ports that outgoing connections take.
port=$(( 20000 + RANDOM % 12000 ))
as_owner "$bin/initdb" -D "$home/data" -U mosbot -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
# The tests kill the bot, not the server: what the server writes need not survive it.
as_owner "$bin/pg_ctl" -D "$home/data" -w -l "$home/log" \
  -o "-p $port -k $home -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=400" start >/dev/null

export MOSBOT_TEST_POSTGRES="postgres://mosbot@127.0.0.1:$port"
