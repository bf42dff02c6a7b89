namespace Fathom.Events.Telescope.Json;

/// <summary>The fields of one hit in the JSON of KM3NeT's open data, gathered until the hit's object ends.</summary>
internal struct HitFields
{
    /// <summary>Field names, in the order of their bits.</summary>
    public static readonly string[] Names =
    [
        "dom_id", "channel_id", "floor", "detection_unit", "tdc", "t", "tot",
        "pos_x", "pos_y", "pos_z", "dir_x", "dir_y", "dir_z", "triggered",
    ];

    private int _seen;
    public int DomId;
    public byte Channel;
    public byte Floor;
    public ushort DetectionUnit;
    public uint Tdc;
    public byte TimeOverThreshold;
    public double Time;
    public double X;
    public double Y;
    public double Z;
    public double DirectionX;
    public double DirectionY;
    public double DirectionZ;
    public bool Triggered;

    /// <summary>Names of the fields that the object did not have.</summary>
    public readonly string Missing
    {
        get
        {
            var seen = _seen;
            return string.Join(", ", Names.Where((_, bit) => (seen & (1 << bit)) == 0));
        }
    }

    /// <summary>Whether every field was there.</summary>
    public readonly bool IsWhole => _seen == (1 << Names.Length) - 1;

    /// <summary>Notes that a field was there; false if it was there before.</summary>
    public bool Mark(int field)
    {
        var bit = 1 << field;
        var isNew = (_seen & bit) == 0;
        _seen |= bit;
        return isNew;
    }

    /// <summary>Sets a number; false if it is outside the field's range.</summary>
    public bool TrySet(int field, double value)
    {
        switch (field)
        {
            case 0: return InRange(value, int.MaxValue) && Assign(out DomId, (int)value);
            case 1: return InRange(value, byte.MaxValue) && Assign(out Channel, (byte)value);
            case 2: return InRange(value, byte.MaxValue) && Assign(out Floor, (byte)value);
            case 3: return InRange(value, ushort.MaxValue) && Assign(out DetectionUnit, (ushort)value);
            case 4: return InRange(value, uint.MaxValue) && Assign(out Tdc, (uint)value);
            case 5: return double.IsFinite(value) && Assign(out Time, value);
            case 6: return InRange(value, byte.MaxValue) && Assign(out TimeOverThreshold, (byte)value);
            case 7: return IsPlace(value) && Assign(out X, value);
            case 8: return IsPlace(value) && Assign(out Y, value);
            case 9: return IsPlace(value) && Assign(out Z, value);
            case 10: return IsCosine(value) && Assign(out DirectionX, value);
            case 11: return IsCosine(value) && Assign(out DirectionY, value);
            case 12: return IsCosine(value) && Assign(out DirectionZ, value);
            default: return false;
        }
    }

    /// <summary>What a field takes, for messages.</summary>
    public static string Expected(int field) => field switch
    {
        0 => "a whole number from 0 to 2147483647",
        1 or 2 or 6 => "a whole number from 0 to 255",
        3 => "a whole number from 0 to 65535",
        4 => "a whole number from 0 to 4294967295",
        5 => "a finite number [ns]",
        7 or 8 or 9 => "a number of metres within 100 km",
        10 or 11 or 12 => "a cosine from -1 to 1",
        _ => "true or false",
    };

    private static bool InRange(double value, double max) => value >= 0 && value <= max && value == Math.Floor(value);

    private static bool IsPlace(double value) => Math.Abs(value) <= 1e5;

    private static bool IsCosine(double value) => Math.Abs(value) <= 1 + 1e-6;

    private static bool Assign<T>(out T field, T value)
    {
        field = value;
        return true;
    }
}
