namespace Fathom.Reconstruction.Vertex;

/// <summary>The first hit of each usable channel, as the columns that the time likelihood walks through.</summary>
internal sealed class FirstHits
{
    private double[] _columns = new double[5 * 1024];
    private int[] _distanceBin = new int[1024];
    private int _capacity = 1024;

    /// <summary>Number of first hits.</summary>
    public int Count { get; private set; }

    /// <summary>PMT x [mm], shape (n).</summary>
    public Span<double> X => _columns.AsSpan(0, Count);

    /// <summary>PMT y [mm], shape (n).</summary>
    public Span<double> Y => _columns.AsSpan(_capacity, Count);

    /// <summary>PMT z [mm], shape (n).</summary>
    public Span<double> Z => _columns.AsSpan(2 * _capacity, Count);

    /// <summary>Time of the first hit [ns], shape (n).</summary>
    public Span<double> Time => _columns.AsSpan(3 * _capacity, Count);

    /// <summary>Number of photo-electrons behind the first hit, from the charge; at least 1, shape (n).</summary>
    public Span<double> Multiplicity => _columns.AsSpan(4 * _capacity, Count);

    /// <summary>Bin of the distance between PMT and seed, which chooses the time density, shape (n).</summary>
    public ReadOnlySpan<int> DistanceBin => _distanceBin.AsSpan(0, Count);

    /// <summary>Forgets all and makes room.</summary>
    public void Reset(int capacity)
    {
        Count = 0;
        if (capacity > _capacity)
        {
            _capacity = capacity;
            _columns = new double[5 * capacity];
            _distanceBin = new int[capacity];
        }
    }

    /// <summary>Appends one; <see cref="Reset"/> made the room.</summary>
    public void Add(double x, double y, double z, double time, double multiplicity, int distanceBin)
    {
        var i = Count++;
        (_columns[i], _columns[_capacity + i], _columns[(2 * _capacity) + i]) = (x, y, z);
        _distanceBin[i] = distanceBin;
        (_columns[(3 * _capacity) + i], _columns[(4 * _capacity) + i]) = (time, multiplicity);
    }
}
