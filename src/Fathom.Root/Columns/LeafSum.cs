namespace Fathom.Root.Columns;

/// <summary>Number of leaves and their sum.</summary>
internal sealed class LeafSum
{
    internal long Count { get; private set; }

    /// <summary>Sum of the values as doubles.</summary>
    internal double Sum { get; private set; }

    /// <summary>Sum of the absolute values, the measure of what rounding may do to the sum.</summary>
    internal double Magnitude { get; private set; }

    internal void Add(int count) => Count += count;

    internal void Add(double value)
    {
        Count++;
        Sum += value;
        Magnitude += Math.Abs(value);
    }
}
