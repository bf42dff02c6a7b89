using Fathom.Sky.Sphere;

namespace Fathom.Vo.Adql.Geometry;

/// <summary>A point, circle or polygon on the sky; angles in degrees.</summary>
internal abstract record SkyShape
{
    /// <summary>Its numbers in the order of DALI 1.2.</summary>
    public abstract double[] Numbers { get; }
}

/// <summary>A position [deg].</summary>
internal sealed record SkyPoint(double Longitude, double Latitude) : SkyShape
{
    /// <inheritdoc/>
    public override double[] Numbers => [Longitude, Latitude];

    /// <summary>As a vector.</summary>
    public UnitVector Vector =>
        UnitVector.FromAngles(double.DegreesToRadians(Longitude), double.DegreesToRadians(Latitude));

    /// <summary>The position of a vector.</summary>
    public static SkyPoint Of(UnitVector vector) =>
        new(double.RadiansToDegrees(vector.Longitude), double.RadiansToDegrees(vector.Latitude));
}

/// <summary>All within a radius of a centre [deg].</summary>
internal sealed record SkyCircle(SkyPoint Centre, double Radius) : SkyShape
{
    /// <inheritdoc/>
    public override double[] Numbers => [Centre.Longitude, Centre.Latitude, Radius];
}

/// <summary>What great circles from vertex to vertex enclose: the smaller of the two sides.</summary>
internal sealed record SkyPolygon : SkyShape
{
    private const double OnEdge = 1e-13;

    /// <summary>Of at least three vertices.</summary>
    public SkyPolygon(IReadOnlyList<SkyPoint> vertices)
    {
        Vertices = vertices;
        UnitVector[] corners = [.. vertices.Select(vertex => vertex.Vector)];
        double area = SignedArea(corners);
        if (area < 0)
        {
            Array.Reverse(corners);
        }

        Corners = corners;
        Area = Math.Abs(area);
    }

    /// <summary>As they were given.</summary>
    public IReadOnlyList<SkyPoint> Vertices { get; }

    /// <summary>The vertices, with the inside to the left.</summary>
    public IReadOnlyList<UnitVector> Corners { get; }

    /// <summary>Solid angle [sr], at most 2π.</summary>
    public double Area { get; }

    /// <inheritdoc/>
    public override double[] Numbers => [.. Vertices.SelectMany(vertex => vertex.Numbers)];

    /// <summary>Its edges.</summary>
    public IEnumerable<GreatArc> Edges
    {
        get
        {
            for (int i = 0; i < Corners.Count; i++)
            {
                yield return new GreatArc(Corners[i], Corners[(i + 1) % Corners.Count]);
            }
        }
    }

    /// <summary>True for a direction inside or on the edge.</summary>
    public bool Contains(UnitVector direction)
    {
        double turned = 0;
        foreach (GreatArc edge in Edges)
        {
            if (edge.Distance(direction) < OnEdge)
            {
                return true;
            }

            turned += edge.AngleSeenFrom(direction);
        }

        return turned > Math.PI;
    }

    // Triangles with the first corner; Oosterom and Strackee, IEEE Trans. Biomed. Eng. 30 (1983) 125.
    private static double SignedArea(UnitVector[] corners)
    {
        double sum = 0;
        for (int i = 1; i + 1 < corners.Length; i++)
        {
            UnitVector a = corners[0], b = corners[i], c = corners[i + 1];
            sum += 2 * Math.Atan2(GreatArc.Determinant(a, b, c), 1 + a.Dot(b) + b.Dot(c) + c.Dot(a));
        }

        return sum > 2 * Math.PI ? sum - (4 * Math.PI) : sum < -2 * Math.PI ? sum + (4 * Math.PI) : sum;
    }
}
