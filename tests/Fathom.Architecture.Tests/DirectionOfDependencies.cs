namespace Fathom.Architecture.Tests;

public sealed class DirectionOfDependencies
{
    [Fact]
    public void No_room_references_one_that_stands_after_it()
    {
        string[] wrong = [.. from room in Rooms.Existing()
                             from reference in Rooms.ReferencesOf(room)
                             where Rooms.IndexOf(reference) >= Rooms.IndexOf(room)
                             select $"{room} → {reference}"];
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_room_on_disk_has_its_place_in_the_order() =>
        Assert.Empty(Rooms.OnDisk().Where(room => Rooms.IndexOf(room) < 0));

    [Fact]
    public void Root_stands_alone() => Assert.Empty(Rooms.ReferencesOf("Root"));

    [Fact]
    public void Every_room_has_tests_that_mirror_it() =>
        Assert.Empty(Rooms.OnDisk().Where(room => !Directory.Exists(
            Path.Combine(Rooms.Repository, "tests", $"Fathom.{room}.Tests"))));
}
