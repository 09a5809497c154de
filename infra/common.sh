# Shared by the scripts beside it: where things lie, which toolchain is used, how root's work is done. Sourced, not run.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/ytempire
# shellcheck disable=SC2034 # for those who source this
assets=${YTEMPIRE_ASSETS:-$cache/assets}
# The version that the crate torch-sys asks for. A folder outside every checkout: programs are linked to its absolute path, and
# another path would compile the bindings (minutes) again for each of them.
torch_version=2.13.0
# shellcheck disable=SC2034
libtorch=$cache/libtorch/$torch_version-$(uname -m)
me=$(basename "$0")

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }
die() { # message [exit code]
  printf '%s: %s\n' "$me" "$1" >&2
  exit "${2:-1}"
}

as_root() {
  if [[ $(id -u) == 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    die "needs root for: $* (run as root, or install sudo)" 6
  fi
}

# Whether version $1 is at least $2.
at_least() { [[ $(printf '%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]; }

rust_needed=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' "$root/Cargo.toml")
node_needed=20.19

rust_version() { "$1" --version 2>/dev/null | awk '{ print $2 }'; }

# The cargo that is new enough: the one on PATH, else Debian's own. Prints nothing where there is none.
find_cargo() {
  local cargo
  for cargo in "$(command -v cargo || true)" /usr/bin/cargo; do
    if [[ -x $cargo ]] && at_least "$(rust_version "$cargo")" "$rust_needed" &&
      at_least "$(rust_version "$(dirname "$cargo")/rustc")" "$rust_needed"; then
      echo "$cargo"
      return
    fi
  done
}

# The folder of a Node.js that is new enough.
find_node() {
  local node
  for node in "$(command -v node || true)" "$cache/node/bin/node"; do
    if [[ -x $node && -x $(dirname "$node")/npm ]] && at_least "$("$node" --version 2>/dev/null | tr -d v)" "$node_needed"; then
      dirname "$node"
      return
    fi
  done
}

# Puts the toolchains that setup found or installed first on PATH.
use_toolchains() {
  local cargo node
  cargo=$(find_cargo)
  [[ -n $cargo ]] || die "no cargo of Rust $rust_needed or newer: run infra/setup" 6
  PATH=$(dirname "$cargo"):$PATH
  node=$(find_node)
  [[ -z $node ]] || PATH=$node:$PATH
  export PATH
  # A flag from outside would build every dependency again.
  unset RUSTFLAGS CARGO_BUILD_RUSTFLAGS CARGO_ENCODED_RUSTFLAGS CARGO_TARGET_DIR
}

# Builds the programs. With `--workspace` dependencies get the same features as in the tests: one compiled tree for both.
build_program() {
  local host
  host=$(rustc -vV | sed -n 's/^host: //p')
  (cd "$root" && cargo fetch --quiet --locked --target "$host") || die "fetching the Rust crates failed: is crates.io within reach?" 5
  (cd "$root" && cargo build --release --workspace --bin ytempire --bin ytempire-models) || die "building failed"
}

# Builds the page where its sources changed since the last time.
build_ui() {
  local ui=$root/gateway/ui stamp sum
  stamp=$ui/dist/.sources
  sum=$(cd "$ui" && find . -type f -not -path './node_modules/*' -not -path './dist/*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum)
  if [[ -f $stamp && $(cat "$stamp") == "$sum" ]]; then return; fi
  ui_packages
  say "building the page"
  (cd "$ui" && npm run --silent build) || die "building the page failed"
  echo "$sum" >"$stamp"
}

# The page's packages, by its lock file.
ui_packages() {
  local ui=$root/gateway/ui sum
  sum=$(sha256sum <"$ui/package-lock.json")
  if [[ -f $ui/node_modules/.lock-sum && $(cat "$ui/node_modules/.lock-sum") == "$sum" ]]; then return; fi
  say "installing the page's packages (npm, about 270 MB on disk)"
  (cd "$ui" && npm ci --no-audit --no-fund --loglevel=error) || die "installing the page's packages failed: is the npm registry within reach?" 5
  echo "$sum" >"$ui/node_modules/.lock-sum"
}
