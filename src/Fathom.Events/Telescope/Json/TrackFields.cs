namespace Fathom.Events.Telescope.Json;

/// <summary>The fields of the published track, gathered until its object ends.</summary>
internal sealed class TrackFields
{
    /// <summary>Field names.</summary>
    public static readonly string[] Names = ["pos_x", "pos_y", "pos_z", "dir_x", "dir_y", "dir_z", "t"];

    private readonly double[] _values = [double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN];

    /// <summary>Names of the fields that are not there.</summary>
    public string Missing => string.Join(", ", Names.Where((_, i) => double.IsNaN(_values[i])));

    /// <summary>Sets a number; false if it is not finite or was set before.</summary>
    public bool TrySet(int field, double value)
    {
        if (!double.IsFinite(value) || !double.IsNaN(_values[field]))
        {
            return false;
        }

        _values[field] = value;
        return true;
    }

    /// <summary>The track with its direction normalised, or null if that is no direction.</summary>
    public MuonTrack? ToTrack()
    {
        var norm = Math.Sqrt((_values[3] * _values[3]) + (_values[4] * _values[4]) + (_values[5] * _values[5]));
        return norm is > 0.99 and < 1.01
            ? new MuonTrack(
                _values[0], _values[1], _values[2], _values[3] / norm, _values[4] / norm, _values[5] / norm, _values[6])
            : null;
    }
}
