using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Fathom.Root.Tests.Fuzz;

/// <summary>
/// Hears of every refusal on this thread, also of those that a scan turns into a message: by which calls a parser came to it. A path
/// that was not heard of before is a state of the parsers that no change has reached before.
/// </summary>
internal sealed class RefusalPaths : IDisposable
{
    private const int Calls = 12;

    [ThreadStatic]
    private static RefusalPaths? s_listening;

    private readonly HashSet<ulong> _known = [];
    private bool _new;

    static RefusalPaths() => AppDomain.CurrentDomain.FirstChanceException += (_, thrown) => s_listening?.Hear(thrown);

    internal RefusalPaths() => s_listening = this;

    /// <summary>Paths heard of so far.</summary>
    internal int Count => _known.Count;

    /// <summary>Whether a path was heard of for the first time since this was asked last.</summary>
    internal bool TakeNew()
    {
        bool taken = _new;
        _new = false;
        return taken;
    }

    public void Dispose() => s_listening = null;

    private void Hear(FirstChanceExceptionEventArgs thrown)
    {
        if (thrown.Exception is not RootFormatException)
        {
            return;
        }

        const ulong Prime = 1_099_511_628_211;
        ulong path = 14_695_981_039_346_656_037;
        int calls = 0;
        foreach (StackFrame frame in new StackTrace(fNeedFileInfo: false).GetFrames())
        {
            if (frame.GetMethod() is { } method && method.Module.Name == "Fathom.Root.dll" && calls++ < Calls)
            {
                path = (path ^ (ulong)method.MetadataToken ^ ((ulong)frame.GetILOffset() << 32)) * Prime;
            }
        }

        _new |= _known.Add(path);
    }
}
