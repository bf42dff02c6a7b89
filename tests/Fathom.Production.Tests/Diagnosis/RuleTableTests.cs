using Fathom.Production.Diagnosis;
using Fathom.Production.Diagnosis.Rules;
using Fathom.Production.Protocol;
using Fathom.Storage.Elements;

namespace Fathom.Production.Tests.Diagnosis;

public sealed class RuleTableTests
{
    private const string One = "version: 3\nrules:\n  - id: a\n    cause: A\n    action: retry\n    advice: Do.\n    text: ['boom']\n";

    [Theory]
    [InlineData("version: 1\nrules:\n  - id: a\n    cause: A\n    action: fly\n    advice: Do.\n    text: [x]\n", 5, "retry-with-more-memory")]
    [InlineData("version: 1\nrules:\n  - id: a\n    cause: A\n    action: retry\n    advice: Do.\n    text: ['x(']\n", 7, "regular expression")]
    [InlineData("version: 1\nrules:\n  - id: a\n    cause: A\n    action: retry\n    advice: Do.\n    text:\n      - ok\n      - '(?=x)y'\n", 9, "look-around")]
    [InlineData("version: 1\nrules:\n  - id: a\n    cause: A\n    action: retry\n    advice: Do.\n    text: ['x*']\n", 7, "matches everything")]
    [InlineData("version: 1\nrules:\n  - id: a\n    cause: A\n    action: retry\n    advice: Do.\n    txt: [x]\n", 7, "txt")]
    [InlineData("version: 1\nrules:\n  - id: a\n    cause: A\n    action: retry\n    advice: Do.\n", 3, "condition")]
    [InlineData("version: 1\nrules:\n  - id: a\n    cause: A\n    action: retry\n    advice: Do.\n    memory: 95\n", 7, "0.95")]
    [InlineData("version: 1\nrules:\n  - id: a\n    cause: A\n    action: retry\n    advice: Do.\n    exit: [300]\n", 7, "300")]
    [InlineData("version: x\nrules: []\n", 1, "version")]
    [InlineData("version: 1\nversion: 2\nrules: []\n", 2, "")]
    [InlineData("version: 1\nrules: {a: b}\n", 2, "list")]
    [InlineData("- 1\n", 1, "keys")]
    [InlineData("", 1, "document")]
    [InlineData("version: 1\nrules: [\n", 3, "")]
    public void A_broken_table_is_refused_with_its_line_and_what_was_expected(string yaml, long line, string says)
    {
        RuleTableException broken = Assert.Throws<RuleTableException>(() => RuleTableFile.Parse(yaml, "my.yaml"));
        Assert.Equal(line, broken.Line);
        Assert.Contains("my.yaml, line ", broken.Message, StringComparison.Ordinal);
        Assert.Contains(says, broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_edit_of_the_text_changes_the_version_and_every_verdict_names_it()
    {
        RuleTable table = RuleTableFile.Parse(One, "a"), edited = RuleTableFile.Parse(One.Replace("boom", "bang", StringComparison.Ordinal), "a");
        Assert.StartsWith("3.", table.Version, StringComparison.Ordinal);
        Assert.NotEqual(table.Version, edited.Version);
        Assert.Equal(new Verdict("A", RuleAction.Retry, "a", table.Version), table.Diagnose(Log("it went boom")));
        Assert.Equal(Verdict.OfNone(table.Version), table.Diagnose(Log("all is well")));
    }

    [Fact]
    public void A_workspaces_rule_replaces_precedes_or_switches_off_shipped_ones()
    {
        string own = One + "  - id: scratch-full\n    cause: Ours\n    action: ask-person\n    advice: Do.\n    text: ['no space left']\ndisable: [licence]\n";
        RuleTable table = RuleTableFile.ParseOverShipped(own, "own");
        Assert.Equal("a", table.Rules[0].Id);
        Assert.Equal("Ours", table.Diagnose(Log("No space left on device")).Cause);
        Assert.Null(table.Find("licence"));
        Assert.Equal(RuleTable.Default.Rules.Count, table.Rules.Count);
        RuleTableException wrong = Assert.Throws<RuleTableException>(() => RuleTableFile.ParseOverShipped("version: 1\ndisable: [nothing]\n", "own"));
        Assert.Equal(2, wrong.Line);
    }

    [Fact]
    public void A_workspace_sets_what_a_retry_may_give_at_most_and_an_unknown_bound_is_told_with_its_line()
    {
        RuleTable table = RuleTableFile.ParseOverShipped("version: 1\nmost: { memory-mib: 4000 }\nrules: []\n", "own");
        Assert.Equal(RaiseCeilings.Default with { MemoryMiB = 4000 }, table.Most);
        Assert.Equal(RaiseCeilings.Default, RuleTable.Default.Most);
        Assert.Equal(2, Assert.Throws<RuleTableException>(() => RuleTableFile.ParseOverShipped("version: 1\nmost: { disk: 4 }\n", "own")).Line);
    }

    [Fact]
    public void Resource_conditions_need_a_known_limit_and_hold_from_their_fraction_on()
    {
        RuleTable table = RuleTable.Default;
        AttemptEvidence Killed(long used, long? limit) =>
            AttemptEvidence.Of(new FailureEvidence(FailureOrigin.Infrastructure, "PayloadKilled.SIGKILL", "", null, 9, "", new ResourceUse(1, 1, used)))
                with
            { Limits = new ResourceLimits(MemoryBytes: limit) };
        Assert.Equal("OutOfMemory", table.Diagnose(Killed(980, 1000)).Cause);
        Assert.Equal(Verdict.Unknown, table.Diagnose(Killed(900, 1000)).Cause);
        Assert.Equal(Verdict.Unknown, table.Diagnose(Killed(980, null)).Cause);
    }

    [Fact]
    public void A_hostile_log_costs_little_and_decides_nothing()
    {
        string hostile = string.Concat(Enumerable.Repeat("connection quota file node certificate token ", 400));
        RuleTable.Default.Diagnose(Log("warm"));
        System.Diagnostics.Stopwatch watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(Verdict.Unknown, RuleTable.Default.Diagnose(Log(hostile)).Cause);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
    }

    [Theory]
    [InlineData("ConnectionReset", "gfal-copy error: 5 (Input/output error) - TRANSFER ERROR: Copy failed (3rd push): Server returned nothing (no headers, no data)")]
    [InlineData("Unknown", "gfal-copy error: 5 (Input/output error) - TRANSFER ERROR: Copy failed for a reason of its own")]
    [InlineData("DiskFailed", "cp: error writing 'x': Input/output error")]
    [InlineData("Unknown", "error libfoo response code: -1 error message: Invalid argument")]
    [InlineData("AuthenticationFailed", "[ERROR] Server responded with an error: [3010] Authentication to gw8:1094 failed; all protocols have been tried.")]
    public void What_a_tool_calls_an_error_of_another_kind_is_not_taken_for_it(string cause, string log) =>
        Assert.Equal(cause, RuleTable.Default.Diagnose(Log(log)).Cause);

    [Fact]
    public void A_clue_is_found_between_a_thousand_lines_of_chatter()
    {
        string chatter = string.Join('\n', Enumerable.Range(0, 300).Select(i => $"event {i}: 17612 hits, charge {i * 3}.5 pe"));
        Assert.Equal("ScratchFull", RuleTable.Default.Diagnose(Log($"{chatter}\nOSError: [Errno 28] No space left on device\nbye")).Cause);
    }

    private static AttemptEvidence Log(string text) =>
        AttemptEvidence.Of(new FailureEvidence(FailureOrigin.Payload, "PayloadExit.1", "", 1, null, text, new ResourceUse(1, 1, 1)));

    [Theory]
    [InlineData("StorageAway")]
    [InlineData("StorageFault")]
    [InlineData("StorageDenied")]
    [InlineData("StorageFull")]
    public void What_an_element_does_wrong_is_blamed_on_it_also_where_the_output_goes_through_the_server(string cause)
    {
        StorageException fault = cause switch
        {
            "StorageAway" => new StorageAwayException("eos", "/eos", "its mark is not there"),
            "StorageFault" => new StorageFaultException("eos", "C/ESD/1", "input/output error"),
            "StorageDenied" => new StorageDeniedException("eos", "C/ESD/1", "permission denied"),
            _ => new StorageFullException("eos", "C/ESD/1"),
        };
        Verdict through = Of("OutputRefused", $"eos:C/ESD/1: the server did not take the output: 500 {fault.Message}");
        Verdict inPlace = Of(fault.Cause, fault.Message);
        Assert.Equal((RuleAction.BlameElement, RuleAction.BlameElement), (through.Action, inPlace.Action));
        Assert.Equal(cause == "StorageDenied" ? "StorageFailed" : inPlace.Cause, through.Cause);
        Assert.Equal("OutputRefused", Of("OutputRefused", "eos:C/ESD/1: the server did not take the output: 409 The attempt is closed.").Cause);

        static Verdict Of(string cause, string detail) => RuleTable.Default.Diagnose(AttemptEvidence.Of(
            new FailureEvidence(FailureOrigin.Infrastructure, cause, detail, 0, null, "", new ResourceUse(1, 1, 1), "eos")));
    }
}
