namespace Fathom.Production.Monitor;

/// <summary>Lowest and highest of some numbers; of none, low stands above high.</summary>
internal readonly record struct ValueBounds(long Low, long High)
{
    public static ValueBounds None { get; } = new(long.MaxValue, long.MinValue);

    public bool IsNone => Low > High;

    public ValueBounds With(long value) => value >= Low && value <= High ? this : new(Math.Min(Low, value), Math.Max(High, value));

    public ValueBounds With(ValueBounds other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));
}
