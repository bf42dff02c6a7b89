using Fathom.Root.Container;

namespace Fathom.Root.Tests.Container;

public sealed class PartFileTests
{
    private const int Large = 3 << 20;

    [Fact]
    public void Room_is_asked_for_ahead_and_the_file_is_as_long_as_what_was_written()
    {
        using TemporaryFolder folder = new();
        byte[] bytes = new byte[Large];
        new Random(1).NextBytes(bytes);
        using PartFile part = new(folder["a.part"], durable: false);
        part.Write(0, [bytes.AsMemory(0, 100)]);
        long before = part.Room;
        part.Write(100, [bytes.AsMemory(100, 1000), bytes.AsMemory(1100)]);
        Assert.True(part.Room > Large && Large > before, $"room of {before}, then {part.Room}");
        Assert.Equal(Large, new FileInfo(folder["a.part"]).Length);
        part.Complete();
        Assert.Equal(bytes, File.ReadAllBytes(folder["a.part"]));
    }

    [Fact]
    public void What_a_killed_writer_left_is_overwritten()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["a.part"], new byte[Large]);
        using PartFile part = new(folder["a.part"], durable: true);
        part.Write(0, [new byte[] { 7 }]);
        part.Complete();
        Assert.Equal([7], File.ReadAllBytes(folder["a.part"]));
    }

    [Fact]
    public void A_file_that_another_writer_has_is_refused_and_stays()
    {
        using TemporaryFolder folder = new();
        using PartFile first = new(folder["a.part"], durable: false);
        first.Write(0, [new byte[] { 7 }]);
        Assert.Throws<IOException>(() => new PartFile(folder["a.part"], durable: false));
        first.Complete();
        Assert.Equal([7], File.ReadAllBytes(folder["a.part"]));
    }
}
