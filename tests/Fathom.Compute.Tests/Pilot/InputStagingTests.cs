using System.Text;
using Fathom.Compute.Pilot;
using Fathom.Production.Protocol;
using Fathom.Storage.Checksums;

namespace Fathom.Compute.Tests.Pilot;

/// <summary>What the pilot does with the pace that its job was granted.</summary>
public sealed class InputStagingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly LeapingTime time = new();

    private InputStaging Staging => new(new NodeElements(TimeProvider.System), time);

    [Fact]
    public async Task Inputs_are_read_once_each_no_faster_than_was_granted()
    {
        var staged = await Staging.StageAsync(
            [Input("a", 30_000, 10_000), Input("b", 20_000, 10_000)], folder["in"], default);
        Assert.InRange(staged.ReadSeconds!.Value, 5, 5.2);
        Assert.Equal(
            [Content("a", 30_000), Content("b", 20_000)], staged.Inputs.Select(input => File.ReadAllText(input.Path)));
        Assert.All(staged.Inputs, input => Assert.StartsWith(folder["in"], input.Path, StringComparison.Ordinal));
        Assert.Equal(["a.raw", "b.raw"], staged.Inputs.Select(input => Path.GetFileName(input.Path)));
    }

    [Fact]
    public async Task Where_an_element_of_them_has_a_ceiling_no_input_is_read_in_place()
    {
        var staged = await Staging.StageAsync([Input("a", 30_000, 10_000), Input("b", 20_000, null)], folder["in"], default);
        Assert.InRange(staged.ReadSeconds!.Value, 3, 3.2);
        Assert.All(staged.Inputs, input => Assert.StartsWith(folder["in"], input.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_ceiling_they_are_read_in_place_and_nothing_waits()
    {
        var staged = await Staging.StageAsync([Input("a", 30_000, null)], folder["in"], default);
        Assert.Equal((null, folder["se/a.raw"], 0), (staged.ReadSeconds, staged.Inputs[0].Path, time.Passed));
        Assert.False(Directory.Exists(folder["in"]));
    }

    [Fact]
    public async Task A_damaged_replica_is_left_for_a_good_one_and_its_copy_too()
    {
        var input = Input("a", 5000, 10_000);
        Directory.CreateDirectory(folder["se/damaged"]);
        File.WriteAllText(folder["se/damaged/a.raw"], "other bytes");
        input = input with { Replicas = [input.Replicas[0] with { Path = "damaged/a.raw" }, input.Replicas[0]] };
        var staged = await Staging.StageAsync([input], folder["in"], default);
        Assert.Equal(Content("a", 5000), File.ReadAllText(staged.Inputs[0].Path));

        File.WriteAllText(folder["se/a.raw"], "other bytes");
        var damaged = await Assert.ThrowsAsync<InputUnavailableException>(() => Staging.StageAsync([input], folder["in"], default));
        Assert.Equal("InputDamaged", damaged.Cause);
    }

    [Fact]
    public async Task An_element_that_is_away_says_nothing_of_the_file_and_one_without_the_file_does()
    {
        var input = Input("a", 5000, null);
        var gone = input with { Replicas = [input.Replicas[0] with { Path = "b.raw" }] };
        Assert.Equal("InputUnavailable", (await Assert.ThrowsAsync<InputUnavailableException>(() => Staging.StageAsync([gone], folder["in"], default))).Cause);

        var away = new ReplicaAddress(new StorageElementAddress("away", "folder", folder["nowhere"]), "a.raw");
        var fault = await Assert.ThrowsAsync<InputUnavailableException>(
            () => Staging.StageAsync([gone with { Replicas = [gone.Replicas[0], away] }], folder["in"], default));
        Assert.Equal(("StorageAway", "away"), (fault.Cause, fault.Element));
        Assert.NotEmpty((await Staging.StageAsync([input with { Replicas = [away, input.Replicas[0]] }], folder["in"], default)).Inputs);
    }

    public void Dispose() => folder.Dispose();

    private static string Content(string name, int size) => new(name[0], size);

    private LeasedInput Input(string name, int size, double? bytesPerSecond)
    {
        Directory.CreateDirectory(folder["se"]);
        File.WriteAllText(folder[$"se/{name}.raw"], Content(name, size));
        return new LeasedInput(
            $"{name}.raw", "RAW", size, Adler32.Format(Adler32.Of(Encoding.ASCII.GetBytes(Content(name, size)))),
            [new ReplicaAddress(new StorageElementAddress("se", "folder", folder["se"]), $"{name}.raw")], bytesPerSecond);
    }
}
