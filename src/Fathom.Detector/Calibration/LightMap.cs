namespace Fathom.Detector.Calibration;

/// <summary>Expected photo-electrons per MeV on a PMT of detection efficiency 1, by vertex radius and angle.</summary>
/// <remarks>
/// The map μ̂(r, Θ) of arXiv:2211.16768: the light on channel i from a deposit of E [MeV] at radius r is
/// E·PDE_i·μ̂(r, Θ_i), with Θ the angle at the centre between vertex and PMT. The detector is taken as spherically symmetric.
/// Nodes in r and Θ are equidistant: r from 0 to <see cref="MaximumRadius"/>, Θ from 0 to π; linear between nodes.
/// </remarks>
public sealed class LightMap
{
    /// <summary>Makes a map; values in rows of radius: index = iRadius·nAngle + iAngle.</summary>
    /// <exception cref="ArgumentException">Fewer than two nodes on an axis, or another number of values.</exception>
    public LightMap(double maximumRadius, int radiusNodes, int angleNodes, float[] values)
    {
        if (radiusNodes < 2 || angleNodes < 2 || values.Length != radiusNodes * angleNodes || !(maximumRadius > 0))
        {
            throw new ArgumentException(
                $"A light map of {radiusNodes} radii × {angleNodes} angles up to {maximumRadius} mm cannot have {values.Length} values.");
        }

        (MaximumRadius, RadiusNodes, AngleNodes, Values) = (maximumRadius, radiusNodes, angleNodes, values);
    }

    /// <summary>Radius of the last row of nodes [mm].</summary>
    public double MaximumRadius { get; }

    /// <summary>Number of radii.</summary>
    public int RadiusNodes { get; }

    /// <summary>Number of angles.</summary>
    public int AngleNodes { get; }

    /// <summary>PE/MeV per unit of detection efficiency, shape (nRadius, nAngle).</summary>
    public float[] Values { get; }

    /// <summary>Expected PE per MeV per unit of detection efficiency; the radius is clamped to the map.</summary>
    /// <param name="radius">Distance of the vertex from the centre [mm].</param>
    /// <param name="angle">Angle between vertex and PMT seen from the centre [rad], 0 to π.</param>
    public double At(double radius, double angle)
    {
        var (row, rowPart) = Node(radius / MaximumRadius * (RadiusNodes - 1), RadiusNodes);
        var (column, columnPart) = Node(angle / Math.PI * (AngleNodes - 1), AngleNodes);
        var at = (row * AngleNodes) + column;
        var low = Values[at] + (columnPart * (Values[at + 1] - Values[at]));
        var next = at + AngleNodes;
        var high = Values[next] + (columnPart * (Values[next + 1] - Values[next]));
        return low + (rowPart * (high - low));
    }

    private static (int Node, double Part) Node(double position, int nodes)
    {
        var clamped = Math.Clamp(position, 0, nodes - 1);
        var node = Math.Min((int)clamped, nodes - 2);
        return (node, clamped - node);
    }
}
