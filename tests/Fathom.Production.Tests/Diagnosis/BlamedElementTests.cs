using Fathom.Production.Diagnosis;
using Fathom.Production.Protocol;

namespace Fathom.Production.Tests.Diagnosis;

/// <summary>A failure of storage counts against the element that the evidence names, and against none where it names none.</summary>
public sealed class BlamedElementTests
{
    private static readonly AttemptPlaces Apart = new("out-se", "C/ESD/j1-a1-x", [Input("raw/RUN.1.001.raw", "in-se", "copy-se")]);

    [Theory]
    [InlineData("in-se", "in-se")]
    [InlineData("copy-se", "copy-se")]
    [InlineData("out-se", "out-se")]
    [InlineData("someone-elses", null)] // a pilot blames nothing that is not its attempt's
    [InlineData("", null)]
    public void What_the_pilot_names_is_blamed_where_its_attempt_reads_or_writes_there(string told, string? blamed) =>
        Assert.Equal(blamed, BlamedElement.Of(Evidence("StorageFault", "disk error on out-se") with { Element = told }, Apart));

    [Theory]
    [InlineData("[ERROR] root://in-se//raw: server is overloaded", "in-se")]
    [InlineData("davs://copy-se.example.org: too busy", "copy-se")]
    [InlineData("cannot create file on out-se: quota exceeded", "out-se")]
    [InlineData("reading store/raw/RUN.1.001.raw from pool 7: too slow", "in-se")]
    [InlineData("C/ESD/j1-a1-x/out.esd: 507 insufficient storage", "out-se")]
    [InlineData("stage-in: transfer stalled", "in-se")]
    [InlineData("stage-out: transfer stalled", "out-se")]
    [InlineData("upload of the output failed: quota exceeded", "out-se")]
    [InlineData("the transfer is too slow", null)]
    [InlineData("copy from in-se to out-se stalled", null)]
    [InlineData("stage-in done; stage-out done; operation too slow", null)]
    [InlineData("in-se2 and not-in-se are overloaded", null)]
    public void Without_that_the_name_of_an_element_or_of_a_file_or_the_direction_tells_and_what_is_in_doubt_blames_none(string log, string? blamed)
    {
        Assert.Equal(blamed, BlamedElement.Of(Evidence("PayloadExit.1", "") with { LogTail = log }, Apart));
        Assert.Equal(blamed, BlamedElement.Of(Evidence("PayloadExit.1", log), Apart));
    }

    [Fact]
    public void What_a_pilot_of_an_older_version_met_where_it_writes_is_its_output_elements() =>
        Assert.Equal("out-se", BlamedElement.Of(Evidence("StorageFull", "no room"), Apart));

    [Fact]
    public void An_attempt_that_reads_and_writes_at_one_element_blames_that_one()
    {
        Assert.Equal("main", BlamedElement.Of(Evidence("PayloadExit.1", "too slow"), new AttemptPlaces("main", "p", [Input("raw/a", "main")])));
        Assert.Equal("main", BlamedElement.Of(Evidence("PayloadExit.1", "too slow"), new AttemptPlaces("main", "p", [])));
        Assert.Null(BlamedElement.Of(Evidence("PayloadExit.1", "too slow"), new AttemptPlaces("", "", [])));
    }

    private static FailureEvidence Evidence(string cause, string detail) =>
        new(FailureOrigin.Payload, cause, detail, 1, null, "", new ResourceUse(1, 1, 1));

    private static LeasedInput Input(string lfn, params string[] elements) => new(
        lfn, "RAW", 10, "00000001", [.. elements.Select(name => new ReplicaAddress(new StorageElementAddress(name, "folder", "/" + name), $"{name}/store/{lfn}"[(name.Length + 1)..]))]);
}
