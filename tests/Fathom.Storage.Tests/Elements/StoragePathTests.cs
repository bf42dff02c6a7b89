using Fathom.Storage.Elements;
using FsCheck;
using FsCheck.Fluent;

namespace Fathom.Storage.Tests.Elements;

public sealed class StoragePathTests
{
    [Fact]
    public void Half_a_surrogate_pair_is_no_path()
    {
        Assert.Throws<StoragePathException>(() => StoragePath.Parse("a/\ud800"));
        Assert.Throws<StoragePathException>(() => StoragePath.Parse("\udc00\ud800"));
        Assert.Equal("a/\ud83d\ude00", StoragePath.Parse("a/\ud83d\ude00").Text);
    }

    [Fact]
    public void Whatever_text_is_accepted_stays_below_the_root() => Prop.ForAll<string?>(text =>
        text is null || StoragePath.Fault(text) is not null
        || Path.GetFullPath(Path.Combine("/root/of/it", text)) == "/root/of/it/" + text).QuickCheckThrowOnFailure();

    [Fact]
    public void A_refusal_shows_the_path_without_its_control_characters() =>
        Assert.DoesNotContain('\u001b', Assert.Throws<StoragePathException>(() => StoragePath.Parse("a\u001b[2J")).Message);
}
