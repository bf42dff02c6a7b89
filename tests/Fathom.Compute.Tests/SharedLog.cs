using System.Runtime.CompilerServices;

namespace Fathom.Compute.Tests;

/// <summary>A log that is read while others write to it, which a plain <see cref="StringWriter"/> does not stand.</summary>
internal sealed class SharedLog : StringWriter
{
    [MethodImpl(MethodImplOptions.Synchronized)]
    public override void Write(char value) => base.Write(value);

    [MethodImpl(MethodImplOptions.Synchronized)]
    public override void Write(char[] buffer, int index, int count) => base.Write(buffer, index, count);

    [MethodImpl(MethodImplOptions.Synchronized)]
    public override void Write(string? value) => base.Write(value);

    [MethodImpl(MethodImplOptions.Synchronized)]
    public override void Write(ReadOnlySpan<char> buffer) => base.Write(buffer);

    [MethodImpl(MethodImplOptions.Synchronized)]
    public override void WriteLine(string? value) => base.Write(value + Environment.NewLine);

    [MethodImpl(MethodImplOptions.Synchronized)]
    public override string ToString() => base.ToString();
}
