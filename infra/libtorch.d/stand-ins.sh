# Libraries that libtorch names and processors do not need. Sourced by infra/libtorch.
# shellcheck shell=bash

# One C function that says that there is no device; the numbers are NVIDIA's error codes.
stand_in() { # name
  case $1 in
    cudaGetErrorString | cudaGetErrorName) echo "const char *$1(int e){(void)e;return \"no CUDA in this build\";}" ;;
    cudaGetDeviceCount) echo "int $1(int *n){if(n)*n=0;return 100;}" ;;
    cudaRuntimeGetVersion | cudaDriverGetVersion) echo "int $1(int *v){if(v)*v=0;return 0;}" ;;
    cuptiGetResultString | cuptiGetCallbackName) echo "int $1(int a,...){(void)a;return 999;}" ;;
    cuda*) echo "int $1(void){return 100;}" ;;
    *) echo "int $1(void){return 999;}" ;;
  esac
}

# Compiles a stand-in for each of NVIDIA's libraries that is named, and a libtorch.so that ties in the processors' part alone.
stand_ins() { # scratch folder, folder of the libraries
  local work=$1 lib=$2 named name
  for named in $(readelf -d "$lib/libtorch_cpu.so" "$lib/libc10.so" | sed -n 's/.*(NEEDED).*\[\(lib[^]]*\)\].*/\1/p' | sort -u); do
    case $named in
      libcudart.so.* | libcupti.so.* | libnv*.so.* | libcu*.so.*) ;;
      *) continue ;;
    esac
    if [[ -e $lib/$named ]]; then continue; fi
    # The versions of the symbols are those that libtorch asks for.
    printf '%s { global: *; };\n' "$named" >"$work/stand-in.map"
    for name in $(nm -D --undefined-only "$lib/libtorch_cpu.so" "$lib/libc10.so" |
      awk -v library="$named" '{ parts = split($NF, part, "@"); if (part[parts] == library) print part[1] }' | sort -u); do
      stand_in "$name"
    done >"$work/stand-in.c"
    cc -shared -fPIC -O1 -w -Wl,-soname,"$named" -Wl,--version-script,"$work/stand-in.map" -o "$lib/$named" "$work/stand-in.c"
  done
  : >"$work/empty.c"
  # shellcheck disable=SC2016 # the loader's own word
  cc -shared -fPIC -Wl,-soname,libtorch.so -Wl,--no-as-needed -Wl,-rpath,'$ORIGIN' -Wl,--allow-shlib-undefined \
    -o "$lib/libtorch.so" "$work/empty.c" -L"$lib" -ltorch_cpu -lc10
}
