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
    private readonly Lock gate = new();
    private Task<ElementRoom?>? asked;
    private DateTimeOffset since;

    /// <summary>Makes the probe; nothing is asked yet.</summary>
    public ElementProbe(FolderElement element, TimeProvider time)
        : this(element, time, element.AskRoom)
    {
    }

    internal ElementProbe(FolderElement element, TimeProvider time, Func<ElementRoom?> question) =>
        (this.element, this.time, this.question) = (element, time, question);

    /// <summary>Asks, or looks whether what was asked before has its answer now. Who asks at the same time shares the question.</summary>
    public async Task<ElementState> AskAsync()
    {
        var answer = Ask();
        try
        {
            var room = await answer.WaitAsync(element.Silence is null ? Patience : TimeSpan.Zero, time);
            return Answered(answer, room is { IsFull: true } ? new StorageFullException(element.Name, element.Root) : null, room);
        }
        catch (TimeoutException)
        {
            return Silent();
        }
        catch (StorageException fault)
        {
            return Answered(answer, fault, null);
        }
    }

    private Task<ElementRoom?> Ask()
    {
        lock (gate)
        {
            if (asked is null)
            {
                since = time.GetUtcNow();
                asked = Task.Factory.StartNew(question, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default); // a thread of its own
            }
            return asked;
        }
    }

    private ElementState Silent()
    {
        var why = element.Silence ??= string.Create(
            CultureInfo.InvariantCulture,
            $"what was asked of {element.Root} at {since:HH:mm:ss} UTC has no answer yet; its file system hangs, as where the server of a mount is gone.");
        return new ElementState(element.Name, new StorageAwayException(element.Name, element.Root, why), null);
    }

    private ElementState Answered(Task<ElementRoom?> answer, StorageException? trouble, ElementRoom? room)
    {
        lock (gate)
        {
            if (asked == answer)
            {
                (asked, element.Silence) = (null, null);
            }
        }
        return new ElementState(element.Name, trouble, room);
    }
}
