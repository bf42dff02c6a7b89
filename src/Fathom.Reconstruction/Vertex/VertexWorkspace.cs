namespace Fathom.Reconstruction.Vertex;

/// <summary>Memory that the algorithms reuse from event to event. One per thread.</summary>
public sealed class VertexWorkspace
{
    private int[] _slots = [];

    internal FirstHits First { get; } = new();

    internal int[] Histogram { get; } = new int[4096];

    /// <summary>One slot per channel, all −1.</summary>
    internal Span<int> Slots(int channels)
    {
        if (_slots.Length < channels)
        {
            _slots = new int[channels];
        }

        var slots = _slots.AsSpan(0, channels);
        slots.Fill(-1);
        return slots;
    }
}
