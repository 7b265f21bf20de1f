# Sourced by the scripts that start Java: names the processor to OpenBLAS, which takes one newer than itself for one of 2004, so that
# its products would be six times slower. An empty name says nothing.
if [ -z "${OPENBLAS_CORETYPE:-}" ]; then
  unset OPENBLAS_CORETYPE
fi
if [ -z "${OPENBLAS_CORETYPE:-}" ] && [ -r /proc/cpuinfo ]; then
  case " $(sed -n 's/^flags[^:]*://p' /proc/cpuinfo | head -n 1) " in
    *" avx512vl "*) export OPENBLAS_CORETYPE=SKYLAKEX ;;
    *" avx2 "*) export OPENBLAS_CORETYPE=HASWELL ;;
  esac
fi
