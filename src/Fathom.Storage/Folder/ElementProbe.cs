using System.Globalization;
using Fathom.Storage.Elements;

namespace Fathom.Storage.Folder;

/// <summary>Asks an element how it is, and waits only so long: a mount whose server is gone lets whoever asks wait for hours.</summary>
/// <remarks>While a question has no answer no other is put, and the element's <see cref="FolderElement.Silence"/> spares all others the wait.</remarks>
public sealed class ElementProbe
{
    /// <summary>Time within which an element answers.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly FolderElement element;
    private readonly TimeProvider time;
    private readonly Func<ElementRoom?> question;
    private Task<ElementRoom?>? asked;
    private DateTimeOffset since;

    /// <summary>Makes the probe; nothing is asked yet.</summary>
    public ElementProbe(FolderElement element, TimeProvider time)
        : this(element, time, element.AskRoom)
    {
    }

    internal ElementProbe(FolderElement element, TimeProvider time, Func<ElementRoom?> question) =>
        (this.element, this.time, this.question) = (element, time, question);

    /// <summary>Asks, or looks whether what was asked before has its answer now.</summary>
    public async Task<ElementState> AskAsync()
    {
        if (asked is null)
        {
            since = time.GetUtcNow();
            asked = Task.Factory.StartNew(question, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default); // a thread of its own
        }
        try
        {
            var room = await asked.WaitAsync(element.Silence is null ? Patience : TimeSpan.Zero, time);
            return Answered(room is { IsFull: true } ? new StorageFullException(element.Name, element.Root) : null, room);
        }
        catch (TimeoutException)
        {
            element.Silence ??= string.Create(
                CultureInfo.InvariantCulture,
                $"what was asked of {element.Root} at {since:HH:mm:ss} UTC has no answer yet; its file system hangs, as where the server of a mount is gone.");
            return new ElementState(element.Name, new StorageAwayException(element.Name, element.Root, element.Silence), null);
        }
        catch (StorageException fault)
        {
            return Answered(fault, null);
        }
    }

    private ElementState Answered(StorageException? trouble, ElementRoom? room)
    {
        (asked, element.Silence) = (null, null);
        return new ElementState(element.Name, trouble, room);
    }
}
