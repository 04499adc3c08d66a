# Names for what a contributor runs. The commands of setup, check and test stand in .ci/run.
export VENV ?= .venv
bin = $(abspath $(VENV))/bin

.PHONY: setup check test later docs browser golden bench

setup: # an environment with all that the others need
	.ci/run setup

check: # format, lint, types, layers
	.ci/run check

test: # the whole suite
	.ci/run suite

later: # the tests that know of time, 400 days later
	.ci/run later

docs: # the site of docs/
	.ci/run docs

browser: # the report in Chromium, with axe-core
	.ci/run browser

golden: # write the golden files anew
	$(bin)/pytest --golden

bench: # start-up, beside other programs
	cd tests && $(bin)/python -m bench.cold_start
