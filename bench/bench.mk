# The benchmarks: a stub server, C programs that are the limits, and bench/run.lua, which compares.

BENCH := $(BUILD)/bench
LUA54_LIBS := $(shell $(PKG_CONFIG) --libs lua5.4 2>/dev/null || echo -llua5.4)

$(BENCH)/%.o: bench/%.c $(wildcard bench/*.h)
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE $(WARNINGS) $(CFLAGS) $(WERROR) $(INCS) $(LUA54_CFLAGS) -c -o $@ $<

$(BENCH)/stub: $(BENCH)/stub.o $(BENCH)/answers.o
	$(CC) -o $@ $^

$(BENCH)/spend: $(BENCH)/spend.o
	$(CC) -o $@ $^

$(BENCH)/start: $(BENCH)/start.o
	$(CC) -o $@ $^ -lcurl

$(BENCH)/limits: $(BENCH)/limits.o $(BENCH)/limit_poll.o $(BENCH)/measure.o
	$(CC) -o $@ $^ -lcurl $(LUA54_LIBS)

# The Python SDK, for comparison: in a venv of its own, unless there is one. Without a registry it is left out.
BENCH_VENV := $(or $(SKYVERN_LUA_VENV),$(BENCH)/venv)

$(BENCH_VENV)/bin/python:
	-python3 -m venv $(@D)/.. && $(@D)/pip install --quiet skyvern

.PHONY: bench bench-programs
bench-programs: $(BENCH)/stub $(BENCH)/spend $(BENCH)/start $(BENCH)/limits

bench: deps-bench build bench-programs
	-@test -x $(BENCH_VENV)/bin/python || $(MAKE) --no-print-directory $(BENCH_VENV)/bin/python
	@BUILD=$(BUILD) lua5.4 bench/run.lua
