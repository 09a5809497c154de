# PostgreSQL and Redis for the Rust tests: private, on free loopback ports, without fsync (no test of theirs pulls the
# plug), gone afterwards. The product's own servers are tested by the product's own tests. Sourced by infra/test.
# shellcheck shell=bash

# A port that is free, and the one after it too, which some servers take besides. Below those that the kernel gives to outgoing
# connections: one of them would be in the way of a server that takes long to start.
free_port() {
  python3 - <<'PYTHON'
import random, socket

def is_free(port):
    with socket.socket() as server:
        try:
            server.bind(("127.0.0.1", port))
            return True
        except OSError:
            return False

print(next(port for port in iter(lambda: random.randrange(10_000, 32_000), None) if is_free(port) and is_free(port + 1)))
PYTHON
}

# Runs a command as the given system user where we are root (PostgreSQL refuses root), else as ourselves.
as_user() {
  local user=$1
  shift
  if [[ $(id -u) == 0 ]]; then setpriv --reuid "$user" --regid "$user" --init-groups env HOME="$work" "$@"; else "$@"; fi
}

start_postgres() {
  local port dir=$work/postgres
  # Not local: the stop needs it too.
  postgres_bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin | sort -V | tail -n 1)
  port=$(free_port)
  mkdir "$dir"
  [[ $(id -u) != 0 ]] || chown postgres:postgres "$dir"
  (
    cd "$dir"
    as_user postgres "$postgres_bin/initdb" -D data -U test -A trust -E UTF8 --locale=C.UTF-8 --no-sync >initdb.log 2>&1 || { cat initdb.log >&2; exit 1; }
    as_user postgres "$postgres_bin/pg_ctl" -D data -l log -w -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=300" start >/dev/null
  )
  stop_postgres() { (cd "$work/postgres" && as_user postgres "$postgres_bin/pg_ctl" -D data -m immediate stop >/dev/null); }
  stops+=(stop_postgres)
  export YTEMPIRE_TEST_DATABASE_URL=postgres://test@127.0.0.1:$port/postgres
}

start_redis() {
  local port dir=$work/redis
  port=$(free_port)
  mkdir "$dir"
  redis-server --bind 127.0.0.1 --port "$port" --dir "$dir" --save '' --appendonly no --daemonize yes --pidfile "$dir/pid" --logfile "$dir/log" >/dev/null
  stop_redis() { kill "$(cat "$work/redis/pid")"; }
  stops+=(stop_redis)
  export YTEMPIRE_TEST_REDIS_URL=redis://127.0.0.1:$port/
}

# Apache Kafka of a line (4 or 3.9) into the named variable; says loudly why not where it cannot run.
start_kafka() { # line variable
  local line=$1 variable=$2 port dir=$work/kafka-$1
  if ! command -v java >/dev/null || ! command -v mvn >/dev/null; then
    say "NOT RUN: the tests on Apache Kafka $line, because java or mvn is missing on this machine"
    return
  fi
  port=$(free_port)
  "$root/infra/kafka" --line "$line" setup || die "fetching Apache Kafka $line failed" 5
  "$root/infra/kafka" --line "$line" start "$dir" "$port" >&2
  eval "stop_kafka_${line//./_}() { \"$root/infra/kafka\" --line $line stop '$dir' >&2; }"
  stops+=("stop_kafka_${line//./_}")
  export "$variable=127.0.0.1:$port"
}

# A CQL server for the read copy: Apache Cassandra 5, which stands in for ScyllaDB; says loudly why not where it cannot run.
start_cassandra() {
  local port dir=$work/cassandra
  if ! command -v java >/dev/null || ! command -v mvn >/dev/null; then
    say "NOT RUN: the tests of the read copy on a CQL server (Apache Cassandra in ScyllaDB's place), because java or mvn is missing on this machine"
    return
  fi
  port=$(free_port)
  "$root/infra/cassandra" setup || die "fetching Apache Cassandra failed" 5
  "$root/infra/cassandra" start "$dir" "$port" >&2
  stop_cassandra() { "$root/infra/cassandra" kill "$work/cassandra" >&2; }
  stops+=(stop_cassandra)
  export YTEMPIRE_TEST_CQL=127.0.0.1:$port
}
