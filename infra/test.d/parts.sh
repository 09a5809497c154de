# The parts of infra/test. Sourced by it.
# shellcheck shell=bash

rust_tests() {
  say "scripts: shellcheck"
  shellcheck -x -a -S warning infra/{run,setup,test,backup,kafka,measure-speech,cassandra,assets-voice,assets-illustrations,assets-sentences,libtorch} infra/test.d/e2e .ci/run
  say "Rust: format, lints, unit and integration tests"
  cargo fmt --all --check
  cargo clippy --quiet --release --workspace --all-targets -- -D warnings
  start_postgres
  start_redis
  cargo test --release --workspace --no-fail-fast
}

kafka_tests() {
  [[ -n ${YTEMPIRE_TEST_DATABASE_URL:-} ]] || start_postgres
  start_kafka 4 YTEMPIRE_TEST_KAFKA4
  start_kafka 3.9 YTEMPIRE_TEST_KAFKA39
  if [[ -n ${YTEMPIRE_TEST_KAFKA4:-} ]]; then
    [[ -n ${YTEMPIRE_TEST_REDIS_URL:-} ]] || start_redis
    say "Rust: interoperability with Apache Kafka, and the main job on it"
    cargo test --release --workspace --test interoperability
    cargo test --release --workspace --test product on_apache_kafka
  fi
}

cassandra_tests() {
  [[ -n ${YTEMPIRE_TEST_DATABASE_URL:-} ]] || start_postgres
  start_cassandra
  if [[ -n ${YTEMPIRE_TEST_CQL:-} ]]; then
    [[ -n ${YTEMPIRE_TEST_REDIS_URL:-} ]] || start_redis
    say "Rust: the read copy, on Apache Cassandra in ScyllaDB's place"
    cargo test --release --workspace --test copies
    cargo test --release --workspace --test product the_read_copy
  fi
}

ui_tests() {
  say "page: types, unit tests, budgets"
  ui_packages
  (cd gateway/ui && npm run --silent lint && npm test --silent && npm run --silent budget)
}

e2e_tests() {
  say "the whole product, with headless Chromium"
  build_program
  "$root/infra/test.d/e2e"
}
