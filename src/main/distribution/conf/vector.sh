# Sourced by the scripts that start Java: sets vector_api to the option that gives $java its Vector API, on which networks run fastest, or
# to nothing where it has none. Java says on stderr that the module is in incubation, and cannot be told not to.
vector_api=
if "$java" --list-modules 2>/dev/null | grep -q '^jdk\.incubator\.vector@'; then
  vector_api=--add-modules=jdk.incubator.vector
fi
