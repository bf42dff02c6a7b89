using Fathom.Storage.Folder;

namespace Fathom.Production.Alerts.Facts;

/// <summary>Free space of the workspace and of folder elements, and whether these answer.</summary>
/// <param name="workspace">The workspace.</param>
/// <param name="elements">What the elements answered last.</param>
/// <param name="space">Size and free bytes of the file system that holds a path.</param>
public sealed class SpaceFacts(
    string workspace, Func<IReadOnlyList<ElementState>> elements, Func<string, (long Size, long Free)> space) : IAlertFactSource
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Facts { get; } = [AlertFacts.WorkspaceFree, AlertFacts.WorkspaceFreeBytes, AlertFacts.ElementFree, AlertFacts.ElementAway];

    /// <summary>Size and free bytes as this machine has them.</summary>
    public static (long Size, long Free) OfThisMachine(string path)
    {
        var drive = new DriveInfo(path);
        return (drive.TotalSize, drive.AvailableFreeSpace);
    }

    /// <inheritdoc/>
    public IEnumerable<AlertSample> Measure()
    {
        (long size, long free) = space(workspace);
        return
        [
            new(AlertFacts.WorkspaceFree, "", Part(size, free)),
            new(AlertFacts.WorkspaceFreeBytes, "", free),
            .. elements().SelectMany(OfElement),
        ];
    }

    private static IEnumerable<AlertSample> OfElement(ElementState element)
    {
        yield return new AlertSample(AlertFacts.ElementAway, element.Name, element.IsAway ? 1 : 0);
        if (element.Room is { } room)
        {
            yield return new AlertSample(AlertFacts.ElementFree, element.Name, Part(room.Size, room.Free));
        }
    }

    private static double Part(long size, long free) => size > 0 ? (double)free / size : double.NaN;
}
