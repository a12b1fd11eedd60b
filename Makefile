# Everything a person or CI runs; `make help` lists it. Only Python >= 3.11 has to be there before.
# Environment: PORT_BASE, DESK_STATE, DESK_FILE, SLACK_API_URL (see tools/local_cloud/options.py).
SHELL := /bin/sh
MAKEFLAGS += --no-builtin-rules --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

BIN := .venv/bin
LOCAL_CLOUD := $(BIN)/python -m tools.local_cloud
PO_FILES := $(wildcard layers/deskbell/deskbell/languages/*/LC_MESSAGES/deskbell.po)
CATALOGUES := $(PO_FILES:.po=.mo)
STACK_NEEDS := .venv/.installed .venv-ministack/.installed $(CATALOGUES)

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

# --- Environments: made once, made again when their requirements change ---------------------------
.PHONY: setup
setup: $(STACK_NEEDS) ## install what run and test need (they do it themselves too)

.venv-uv/.installed: requirements/uv.txt
	@tools/setup.sh .venv-uv $<

.venv/.installed: requirements/dev.txt .venv-uv/.installed
	@tools/setup.sh .venv $<

# The emulator runs the functions on its own interpreter: nothing of ours may be in there.
.venv-ministack/.installed: requirements/ministack.txt .venv-uv/.installed
	@tools/setup.sh .venv-ministack $<

.venv-sam/.installed: requirements/sam.txt .venv-uv/.installed
	@tools/setup.sh .venv-sam $<

# Apart, for it pins boto3 and much else to versions of its own.
.venv-checkov/.installed: requirements/checkov.txt .venv-uv/.installed
	@tools/setup.sh .venv-checkov $<

# The benches run the functions on Lambda's version of Python, where there is one.
.venv-bench/.installed: requirements/bench.txt .venv-uv/.installed
	@PYTHON=$$(python3.13 -c 'import sys; print(sys.executable)' 2>/dev/null || \
	  echo $${PYTHON:-python3}) tools/setup.sh .venv-bench $<

# Apart, for its wheels are of fewer machines than the tests run on.
.venv-fuzz/.installed: requirements/fuzz.txt .venv-uv/.installed
	@tools/setup.sh .venv-fuzz $<

# The locks name versions and hashes only; the address of the index is the machine's own affair.
COMPILE := .venv-uv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate
.PHONY: lock
lock: .venv-uv/.installed ## pin again what pyproject.toml asks for
	$(COMPILE) --group dev pyproject.toml -o requirements/dev.txt
	$(COMPILE) --group bench -c requirements/dev.txt -o requirements/bench.txt
	$(COMPILE) --group fuzz pyproject.toml -c requirements/dev.txt -o requirements/fuzz.txt
	echo 'checkov>=3.3,<4' | $(COMPILE) - -o requirements/checkov.txt
	.venv-uv/bin/uv pip compile --quiet --python-version 3.13 --python-platform aarch64-manylinux2014 \
		--generate-hashes --no-header --no-annotate pyproject.toml -c requirements/dev.txt \
		$(addprefix --no-emit-package ,boto3 botocore s3transfer jmespath python-dateutil six urllib3) \
		-o layers/dependencies/requirements.txt

%.mo: %.po | .venv/.installed
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

# --- The local cloud ------------------------------------------------------------------------------
.PHONY: run up down tick mail phones explain
run: $(STACK_NEEDS) ## start everything here; Ctrl-C stops it all
	@$(LOCAL_CLOUD) run

up: $(STACK_NEEDS) ## start everything in the background
	@$(LOCAL_CLOUD) up

down: .venv/.installed ## stop everything
	@$(LOCAL_CLOUD) down

tick: $(if $(AT),.venv/.installed) ## run the scheduled work as of a time: make tick AT=2026-03-02T09:00:00Z
	@$(LOCAL_CLOUD) tick --at "$(or $(AT),$(error say when: make tick AT=2026-03-02T09:00:00Z))"

phones: .venv/.installed ## show the text messages and calls that pages went out by
	@$(LOCAL_CLOUD) phones

mail: .venv/.installed ## hand in a mail, or show those that were sent: make mail [FILE=mail.eml]
	@$(LOCAL_CLOUD) mail $(if $(FILE),"$(FILE)")

explain: $(if $(TICKET),.venv/.installed) ## print the history of a ticket: make explain TICKET=…
	@$(LOCAL_CLOUD) explain "$(or $(TICKET),$(error say which: make explain TICKET=12))"

# --- Checks ---------------------------------------------------------------------------------------
.PHONY: test check fmt
test: $(STACK_NEEDS) ## run all tests: make test [CORES=4]
	@$(BIN)/pytest $(if $(CORES),--numprocesses $(CORES))

check: .venv/.installed ## check style, types, imports, the template, secrets; edits nothing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	PYTHONPATH=.:functions:layers/deskbell $(BIN)/lint-imports
	$(BIN)/cfn-lint --append-rules cfn_lint_serverless.rules
	$(BIN)/bandit --quiet --recursive --severity-level medium functions layers tools
	git ls-files -z | xargs -0 $(BIN)/detect-secrets-hook --baseline .secrets.baseline

.PHONY: scan
scan: .venv-sam/.installed .venv-checkov/.installed ## check the template as sam and checkov do (.checkov.yaml)
	SAM_CLI_TELEMETRY=0 .venv-sam/bin/sam validate --lint
	.venv-checkov/bin/checkov

fmt: .venv/.installed ## put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: rehearsal
rehearsal: $(STACK_NEEDS) .venv-sam/.installed ## deploy, upgrade, fail and remove by sam, locally (python3.13)
	@$(BIN)/python -m tools.sam_rehearsal

# Here and not in CI: what it finds becomes a case of tests/bad_inputs, which is.
.PHONY: fuzz
fuzz: .venv-fuzz/.installed $(CATALOGUES) ## grow bad input: make fuzz SECONDS=600 [TARGET=texts] [REPLAY=file]
	@PYTHONPATH=.:functions:layers/deskbell nice .venv-fuzz/bin/python -m tests.fuzz \
	  $(if $(SECONDS),--seconds $(SECONDS)) $(if $(TARGET),--target $(TARGET)) \
	  $(if $(REPLAY),--replay $(REPLAY))

.PHONY: corpus
corpus: .venv/.installed $(CATALOGUES) ## print what becomes of each of Slack's payloads
	@$(BIN)/python -m tools.corpus

.PHONY: second-opinion
second-opinion: .venv/.installed ## compare the fake Slack with npm's emulate (needs npm)
	@$(BIN)/python -W ignore -m tools.second_opinion

.PHONY: pictures
pictures: $(STACK_NEEDS) ## take the pictures of the documents again (needs chromium)
	@$(BIN)/python -m tools.pictures

.PHONY: bench
bench: .venv/.installed .venv-bench/.installed .venv-sam/.installed $(CATALOGUES) ## measure time, memory, calls and cost
	@$(BIN)/python -m tools.bench $(ONLY)

.PHONY: redaction
redaction: .venv/.installed ## measure what redaction finds: make redaction [SHOW="en held_out"]
	@PYTHONPATH=.:functions:layers/deskbell $(BIN)/python -m tests.redaction.measure \
	  $(if $(SHOW),--show $(SHOW))

SIMULATION := PYTHONPATH=.:functions:layers/deskbell $(BIN)/python -m tests.simulation
.PHONY: sim mutants chaos
sim: .venv/.installed $(CATALOGUES) ## prove the promises by seeds: make sim SEEDS=1000 [SEED=0] [LEVEL=1] [MUTANT=…] [FEATURES="outages alerts"]
	@$(SIMULATION) sim $(if $(SEEDS),--seeds $(SEEDS)) $(if $(SEED),--seed $(SEED)) \
	  $(if $(LEVEL),--level $(LEVEL)) $(if $(MUTANT),--mutant $(MUTANT)) $(if $(STORE),--store $(STORE)) \
	  $(if $(FEATURES),--features $(FEATURES))

mutants: .venv/.installed $(CATALOGUES) ## prove that the simulation notices what is missing: make mutants [LIST=1]
	@$(SIMULATION) mutants $(if $(LIST),--list)

.PHONY: rotations
rotations: .venv/.installed ## ask iCalendar who is on call, too: make rotations [INSTANTS=100000] [SEED=1]
	@PYTHONPATH=.:functions:layers/deskbell $(BIN)/python -m tests.unit.oncall.icalendar_peer \
	  $(if $(INSTANTS),--instants $(INSTANTS)) $(if $(SEED),--seed $(SEED))

.PHONY: talk
talk: .venv/.installed $(CATALOGUES) ## talk on both sides of a ticket: make talk SEEDS=200 [SEED=0] [OPERATIONS=1000]
	@PYTHONPATH=.:functions:layers/deskbell $(BIN)/python -m tests.conversation \
	  $(if $(SEEDS),--seeds $(SEEDS)) $(if $(SEED),--seed $(SEED)) \
	  $(if $(OPERATIONS),--operations $(OPERATIONS))

chaos: $(STACK_NEEDS) ## break AWS and Slack around the local desk while people work: make chaos [SEED=1] [CALM=1]
	@PYTHONPATH=.:functions:layers/deskbell $(BIN)/python -m tests.chaos $(if $(SEED),--seed $(SEED)) \
	  $(if $(OPERATIONS),--operations $(OPERATIONS)) $(if $(CALM),--calm)

# --- AWS ------------------------------------------------------------------------------------------
.PHONY: build deploy doctor
build: .venv/.installed .venv-sam/.installed ## build for Lambda (needs python3.13 on PATH)
	PATH="$(CURDIR)/$(BIN):$$PATH" .venv-sam/bin/sam build

DEPLOY_REGION := $(BIN)/python -m tools.desk.deploy_region

.PHONY: region
region: .venv/.installed
	@$(DEPLOY_REGION) $(STAGE) >/dev/null

# sam makes some of its clients without the region that it was told, hence both.
deploy: region build ## deploy to the AWS account in use: make deploy STAGE=production
	region=$$($(DEPLOY_REGION) $(STAGE)) && \
	  AWS_DEFAULT_REGION=$$region .venv-sam/bin/sam deploy --region $$region \
	    $(if $(STAGE),--config-env $(STAGE)) $(SAM_ARGS)

doctor: .venv/.installed ## check every link of the local desk, or of a stack: make doctor STACK=deskbell
	@./deskbell doctor $(if $(STACK),--stack $(STACK),--local)
