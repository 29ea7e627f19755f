# make run   makes the letters of the sample ICB and says where they are
# make rerun then approves them, and makes the letters that late coding changes
# make nation makes those of a whole nation, with the time and memory it takes
# make test  runs every check and every test, and fuzzes each reader for ten seconds
# make season walks the sample ICB through February, April, late coding and the panel to the June payment run
# make long  kills, alters and fuzzes more, and watches every test for races
# make mutate alters each rule and each sum by one step, and lists what no test notices
# All need Go and make; what else they need they fetch.

ICB := fixtures/icb
# The race detector needs a C compiler; the program itself does not. It watches our own code and the libraries that
# start something or are shared; those that only calculate would take five times as long. What calls back into one
# of these is left out with it: watched by half, its locks are not seen. `make long` watches all.
CALCULATES := math/big compress/... hash/... image/... regexp/... encoding/... html/... text/... unicode/... strconv \
	crypto/internal/... golang.org/x/image/... golang.org/x/text/... gopkg.in/... pgregory.net/... \
	github.com/chromedp/... github.com/go-json-experiment/... github.com/go-pdf/... github.com/klauspost/... github.com/pdfcpu/... \
	github.com/richardlehane/... github.com/shopspring/... github.com/tiendc/... github.com/xuri/...
RACE := $(if $(shell command -v gcc 2>/dev/null),-race)
RACE_OURS := $(if $(RACE),$(RACE) $(CALCULATES:%=-gcflags=%=-race=false))
# Long tests that run the program, a browser or a spreadsheet
# and look at what comes of it, or do one thing a hundred times. What runs side by
# side there (letters, pages, sheets, blocks of a file, the turns of a mail server)
# is watched in the other tests of these packages and of letters/run, letters/post
# and calc/extract/rows, and in make long in these too.
LOOK := TestScripts TestEverySumIsFoundInSQL TestEveryFigureIsFoundASecondTime TestEveryEarlyFigureIsFoundASecondTime \
	TestEveryWrittenSumComesToWhatIsPaid TestLettersOfTheSampleICB TestThreeFormsSayTheSame TestTheSecondAct \
	TestEveryMailboxOfTheSampleICB TestEveryPracticeHoldsTheLettersOfTheLedger TestNoRunIsLostWhenKilled \
	TestNothingIsLostWhenKilled TestCases TestAFixListUnmendedIsRefused TestAlteredFiguresAreNoticed TestHonestExtremes \
	TestPageInBrowser TestFormulasGiveTheProgramsFigures TestSortedSheetsStillAgree TestChangedInputTurnsTheCheckRed \
	TestChangedTallyTurnsTheVerdictRed TestAnotherMethodIsRightEverywhere TestSheetWorkingAddsUp \
	TestEachAlteredCellTurnsTheCheckRed TestAcceptedCountsMoveThePack TestMoreThanIsAskedForShowsInThePack \
	TestThePanelDecides TestNoDecisionIsLostWhenKilled TestHeavyWorkbooksAreNotMarked TestMarksAreBounded TestNothingGoesTwiceWhateverIsMeddledWith \
	TestTheSeasonOnThePage TestFilesAndLettersOnThePage TestTheDeskByKeyboardAlone TestAnotherUserOfTheComputerGetsNothing TestTheDeskDoesWhatTheCommandsDo TestTheDeskDoesWhatThePanelNeeds \
	TestEveryFinalFigureIsFoundASecondTime TestWhatIsMeddledWithIsNamed TestASeasonMadeAnewAfterATrial TestASeasonMadeAnewAndRevised \
	TestStatusNeverContradicts TestALaterRunDecides TestAnUnknownLetterThatIsReplacedIsNamed TestALetterThatNeverWentIsNotRevised \
	TestANewerRunKeepsItsLettersBack TestNothingRunsOnAnAlteredLog TestASecondKindIsSent TestASecondKindCountsForItself TestAltered TestTwinsAndEmailsInABrowser \
	TestAnyRecordIsAccountedFor TestOrderAndFilesChangeNothing TestTablesAgreeWithEachOther TestMoreActivityNeverEarnsLess \
	TestFinalIsIndicativeAndMitigation TestProjectionsAreWhatTheRowsComeTo TestDifferencesOfAnyICBAddUp TestEveryBoundaryIsFoundASecondTime TestCodingAfterThePanel \
	TestAPackOlderThanTheApprovedRunIsStale TestAnAlteredLogStopsThePanel TestFromAnEmptyFolderToLettersOnThePage \
	TestTheDeskShowsLettersAndTheirWords TestTheDeskRefusesHostileFiles TestOutcomeLettersThatAreEarly TestNoExampleIsSentToARealMailbox \
	TestACorrectedMailboxKeepsTheLetterBack TestACorrectedMailboxKeepsOutcomeLettersBack TestAHoldThatCameAfterTheRunKeepsTheLetterBack \
	TestNoExampleIsPrinted TestNoCopyOfAnExampleGoesToARealMailbox TestAnOutcomeRunSaysToWhomItsLettersGo TestNoNumberInWhatIsTyped \
	TestCopiesAreKeptBackWithTheirLetters TestARunThatComesOutOtherwiseIsNotSent TestEachLimit TestNoHeadingOfTheSeasonStandsAlone
EACH_LOOK := ^($(shell echo $(LOOK) | tr ' ' '|'))$$
LOOKING := cmd/yearend cmd/yearend/season letters/report letters/report/xlsx calc/extract/rows
# Packages that start nothing beside anything: the race detector has nothing to see in
# them, and makes of their minute eight. Those that start something are all watched.
ALONE := calc calc/extract calc/extract/rows/handmade calc/rulebook cmd/release cmd/yearend/season/edit fixtures fixtures/generate \
	fixtures/long fixtures/mutate/switches fixtures/recount letters/pdf/cutfonts letters/pdf/joined \
	letters/pdf/latin letters/report/early templates
WATCHED = $(filter-out $(ALONE:%=yearend/%),$(shell go list ./...))

# A switch over a set that a scheme file, a project or a run can name lists it
# whole. Not held to that: what others made, a package's own small sets, and the
# parts of a PDF.
OWN_SETS := ^(reflect|time)\.|^yearend/letters/pdf/|\.[a-z][A-Za-z]*$$

.PHONY: run rerun season nation test test-look test-watched test-rest test-alone mutate check tools build windows macos release release-check wine fixtures pictures fonts golden bench fuzz long vuln postfix clean

run: build $(ICB)/inputs/activity.csv
	bin/yearend produce --project $(ICB)/yearend.yaml --as-of 2026-04-17; test $$? -eq 0 -o $$? -eq 3

# The second act: the first run is approved, as a person would, and a later
# extract changes the figures of 23 practices.
rerun: build $(ICB)/inputs/activity.csv
	@test -d output/run-001 || $(MAKE) run
	bin/yearend approve run-001 --project $(ICB)/yearend.yaml --by "Alex Sample" --letters 380 >/dev/null
	bin/yearend produce --project $(ICB)/rerun.yaml --as-of 2026-04-29; test $$? -eq 0 -o $$? -eq 3
	bin/yearend changes run-001 latest --project $(ICB)/rerun.yaml

# One ICB's season: reports and projections in February, the letters in April, what was
# coded late, and in May what practices asked for, what the panel decided, the outcome
# letters and the June payment run. Each step prints what it made, into output/season/output.
SEASON := output/season
# The letters of a run, counted as the person who approves it would.
LETTERS = $$(find $(1)/letters -name "*.pdf" | wc -l)
season: build
	@rm -rf $(SEASON)
	@go run ./fixtures/generate -season $(SEASON)
	bin/yearend produce --project $(SEASON)/february.yaml --monthly --through 2026-01 --as-of 2026-02-10; test $$? -eq 0 -o $$? -eq 3
	bin/yearend produce --project $(SEASON)/february.yaml --projection --through 2026-01 --as-of 2026-02-10; test $$? -eq 0 -o $$? -eq 3
	bin/yearend approve projection-001 --project $(SEASON)/february.yaml --by "Alex Sample" --letters $(call LETTERS,$(SEASON)/output/projection-001) >/dev/null
	bin/yearend produce --project $(SEASON)/april.yaml --as-of 2026-04-17; test $$? -eq 0 -o $$? -eq 3
	bin/yearend approve run-001 --project $(SEASON)/april.yaml --by "Alex Sample" --letters $(call LETTERS,$(SEASON)/output/run-001) >/dev/null
	bin/yearend produce --project $(SEASON)/late-coding.yaml --as-of 2026-04-29; test $$? -eq 0 -o $$? -eq 3
	bin/yearend changes run-001 latest --project $(SEASON)/late-coding.yaml
	bin/yearend approve run-002 --project $(SEASON)/late-coding.yaml --by "Alex Sample" --letters $(call LETTERS,$(SEASON)/output/run-002) >/dev/null
	bin/yearend panel --for run-002 --project $(SEASON)/panel.yaml --as-of 2026-05-11; test $$? -eq 0 -o $$? -eq 3
	@go run ./fixtures/generate -decided $(SEASON)/output/panel-001
	bin/yearend decide $(SEASON)/decided.xlsx --project $(SEASON)/panel.yaml --as-of 2026-05-14 --by "Jo Placeholder" --decisions 35
	bin/yearend produce --outcome --project $(SEASON)/panel.yaml --as-of 2026-05-22; test $$? -eq 0 -o $$? -eq 3
	bin/yearend approve outcome-001 --project $(SEASON)/panel.yaml --by "Alex Sample" --letters $(call LETTERS,$(SEASON)/output/outcome-001) >/dev/null
	bin/yearend verify outcome-001 --project $(SEASON)/panel.yaml
	bin/yearend status --project $(SEASON)/panel.yaml --as-of 2026-05-22; test $$? -eq 0 -o $$? -eq 3
	@echo; echo "The June payment run: $(SEASON)/output/outcome-001/payments.csv"; head -3 $(SEASON)/output/outcome-001/payments.csv

# 6,250 practices, 490,000 records. GNU time, where there is one, says also how
# much memory it took.
COST := %e s, %U s + %S s of the processors, %M kB of memory at most
TIMED := $(if $(wildcard /usr/bin/time),/usr/bin/time -f "$(COST)",time)
nation: SHELL := bash
nation: build
	rm -rf bin/nation
	go run ./fixtures/generate -nation bin/nation
	@$(TIMED) bin/yearend produce --project bin/nation/yearend.yaml --as-of 2026-04-17; test $$? -eq 0 -o $$? -eq 3

# Built as the tests are, so that no library is built a second time; what is given out is made by `make release`.
build:
	@mkdir -p bin
	go build -o bin/yearend ./cmd/yearend

$(ICB)/inputs/activity.csv: $(ICB)/inputs/activity.csv.gz
	gunzip -c $< > $@.part && mv $@.part $@

# What needs nothing of the other is done side by side, and what each says is printed when it is done. `check` vets
# all tests, and more strictly than `go test` would once more in each of its builds.
# The tests write through to the disk thousands of times; in memory that costs nothing.
# A tenth of what compilers and checkers do is tidying memory that they are about to give back: they tidy less.
# What takes longest goes before the rest where they are in each other's way.
LATER := nice -n 5
BESIDE = $(MAKE) --no-print-directory -j $(words $(1)) --output-sync=target $(1)
test: export TMPDIR = $(shell .ci/scratch)
test: export GOGC = 400
test:
	@$(call BESIDE,tools check windows macos)
	@$(call BESIDE,test-look test-watched test-rest)

test-rest:
	@$(LATER) $(MAKE) --no-print-directory test-alone
	@$(LATER) $(MAKE) --no-print-directory fuzz

test-alone:
	go test -vet=off -timeout 40m $(ALONE:%=./%)

test-look:
	go test -vet=off -timeout 40m -run '$(EACH_LOOK)' $(LOOKING:%=./%)

test-watched:
	$(LATER) go test -vet=off $(RACE_OURS) -timeout 40m -skip '$(EACH_LOOK)' $(WATCHED)

check:
	@test -z "$$(gofmt -l .)" || { echo "gofmt would change:"; gofmt -l .; exit 1; }
	go vet -tags postfix ./...
	go tool staticcheck ./...
	go tool exhaustive -ignore-enum-types '$(OWN_SETS)' ./...

# What the tests read PDFs, workbooks and the review page with.
tools:
	@.ci/tools

windows:
	CGO_ENABLED=0 GOOS=windows go build -trimpath -o bin/yearend.exe ./cmd/yearend
	CGO_ENABLED=0 GOOS=windows go vet -trimpath ./...

# The other systems differ from these two and Linux in the processor alone; `make long` builds each.
macos:
	CGO_ENABLED=0 GOOS=darwin GOARCH=arm64 go build -trimpath -o bin/yearend-macos ./cmd/yearend

# What is given out, into bin/release: a zip for each system, made from what is committed.
# To sign the .exe: make release CERTIFICATE=team.p12 PASSWORD_FILE=password.txt, or
# CERTIFICATE=team.pem KEY=team-key.pem; TIMESTAMP= names a server that notes the moment.
SIGN := $(if $(CERTIFICATE),-certificate $(CERTIFICATE)) $(if $(KEY),-key $(KEY)) $(if $(PASSWORD_FILE),-password-file $(PASSWORD_FILE)) $(if $(TIMESTAMP),-timestamp $(TIMESTAMP))
release:
	go run ./cmd/release $(SIGN)

# The same made a second time, elsewhere and from nothing: every byte must be the same.
release-check:
	go run ./cmd/release -twice -out bin/release-check

# The command-line scripts of the tests with the program for Windows, under Wine; SCRIPTS= names some.
wine:
	@.ci/wine $(SCRIPTS)

fixtures:
	go run ./fixtures/generate

# The pictures of the README: a letter's first page, and the top of the review page.
PICTURED := output/pictures
pictures: build $(ICB)/inputs/activity.csv
	@rm -rf $(PICTURED) && mkdir -p $(PICTURED) && cp -r $(ICB) $(PICTURED)/icb && sed -i 's|^output: .*|output: ../runs|' $(PICTURED)/icb/yearend.yaml
	bin/yearend produce --project $(PICTURED)/icb/yearend.yaml --as-of 2026-04-17 >/dev/null; test $$? -eq 0 -o $$? -eq 3
	pdftoppm -r 60 -png -f 1 -l 1 -singlefile $(PICTURED)/runs/run-001/letters/capitated-les-2025-26/P81900.pdf fixtures/pictures/letter
	chromium --headless --no-sandbox --hide-scrollbars --window-size=1000,700 --virtual-time-budget=4000 --screenshot=fixtures/pictures/page.png file://$(CURDIR)/$(PICTURED)/runs/run-001/index.html

fonts:
	go run ./letters/pdf/cutfonts

golden:
	go test ./calc/extract ./letters ./letters/panel ./letters/pdf/tagged ./letters/report ./cmd/yearend/season ./cmd/yearend -update

bench:
	go test -run '^$$' -bench . -benchtime 3x ./cmd/yearend/... ./letters/pdf/... ./letters/report ./letters/post ./calc/extract
	@echo "letters/cpu-s: letters for each second of one processor; and-read-back less drawn-and-tagged is the self-check"
	@echo "drawn-and-tagged writes over files that are there; drawn-to-new-files also makes the files, which depends on the disk; BenchmarkFiles does nothing else"

# Each reader is fuzzed for FUZZ seconds from its committed corpus, two side by side.
FUZZ := 10
FUZZED := calc/extract:FuzzCSV calc/extract:FuzzSheet calc/extract:FuzzWorkbook calc/extract:FuzzDay calc/extract:FuzzNumber \
	calc/extract:FuzzInstructions calc/extract:FuzzRequest calc/extract:FuzzCorrections calc/extract:FuzzDecisions \
	calc/extract/rows:FuzzReaders calc/extract/rows:FuzzTexts calc/extract/rows:FuzzNumber calc/rulebook:FuzzScheme \
	cmd/yearend/season:FuzzProject letters:FuzzWording letters/panel:FuzzLog letters/post:FuzzJournal letters/post:FuzzSendings \
	letters/register:FuzzRun letters/pdf/tagged:FuzzRewrite letters/pdf/readback:FuzzRead calc:FuzzParseMoney
fuzz:
	@.ci/fuzz $(FUZZ) $(FUZZED)

# What takes too long for every day: hundreds of kills, a hundred thousand
# altered workbooks, the race detector over every test, minutes of fuzzing.
long:
	YEAREND_LONG=10 go test -timeout 60m -count=1 -run 'Killed' -skip TestNoDecisionIsLostWhenKilled ./cmd/yearend
	YEAREND_LONG=5 go test -timeout 60m -count=1 -run 'EveryPracticeHolds|EveryFinalFigure|EveryEarlyFigure' ./cmd/yearend
	YEAREND_LONG=10 go test -timeout 60m -count=1 -run TestNoDecisionIsLostWhenKilled ./cmd/yearend
	YEAREND_LONG=20 go test -timeout 60m -count=1 -run TestAltered ./calc/extract/rows
	YEAREND_LONG=14 go test -timeout 60m -count=1 -run TestEachAlteredCell ./letters/report
	YEAREND_LONG=4 go test -timeout 60m -count=1 -run 'FormulasGive|AnotherMethod|AcceptedCounts' ./letters/report
	go test -timeout 60m -count=1 -run 'AnyRecord|OrderAndFiles|TablesAgree|MoreActivity|FinalIsIndicative|ProjectionsAre' ./cmd/yearend/season -rapid.checks=5000
	go test -timeout 60m -count=1 -run DifferencesOfAny ./cmd/yearend/season -rapid.checks=1000
	go test $(RACE) -timeout 60m ./...
	FOLLOW=all $(MAKE) fuzz FUZZ=120
	$(MAKE) release-check
	$(MAKE) wine

# Each figure, date, service, alias, exclusion and ground of the scheme files moved by one step, and each comparison,
# sign, condition and number of calc and of the judges in calc/extract turned: an hour or more. ONLY=rules, ONLY=calc,
# ONLY=judges or ONLY=calc/money.go tries a part; MUTATE=-on goes on where it was broken off, -left tries again what was left.
mutate: tools
	@go run ./fixtures/mutate -only '$(ONLY)' $(MUTATE)

vuln:
	go run golang.org/x/vuln/cmd/govulncheck@v1.9.0 ./...

# Sends the whole sample ICB to a Postfix of its own on this machine. Needs root.
postfix:
	@.ci/postfix
	go test -tags postfix -count=1 -v -run TestPostfix ./cmd/yearend

clean:
	rm -rf bin $(SEASON) output/run-* output/approved.jsonl $(ICB)/inputs/activity.csv
