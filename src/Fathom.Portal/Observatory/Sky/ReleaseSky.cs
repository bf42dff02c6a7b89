using System.Runtime.CompilerServices;
using Fathom.Vo.Publishing;

namespace Fathom.Portal.Observatory.Sky;

/// <summary>What the sky of a release looks like: worked out once, as a release never changes.</summary>
internal sealed class ReleaseSky
{
    private const int FractionOrder = 6;
    private static readonly ConditionalWeakTable<PublishedRelease, ReleaseSky> Known = [];

    private readonly Lazy<byte[]> _equatorial;
    private readonly Lazy<byte[]> _galactic;

    private ReleaseSky(PublishedRelease release)
    {
        Density = new SkyDensity(release.Table);
        Fraction = release.Table.Coverage(FractionOrder).Fraction;
        _equatorial = new(() => SkyMapImage.Draw(Density, SkyFrame.Equatorial));
        _galactic = new(() => SkyMapImage.Draw(Density, SkyFrame.Galactic));
    }

    /// <summary>How densely the rows lie.</summary>
    public SkyDensity Density { get; }

    /// <summary>Part of the sky, 0 to 1, whose HEALPix cells of order 6 (1°) hold rows.</summary>
    public double Fraction { get; }

    /// <summary>Of a release; null: its rows have no positions.</summary>
    public static ReleaseSky? Of(PublishedRelease release) => release.Table.RightAscension < 0 ? null : Known.GetValue(release, one => new ReleaseSky(one));

    /// <summary>The density as a PNG file.</summary>
    public byte[] Image(SkyFrame frame) => (frame == SkyFrame.Galactic ? _galactic : _equatorial).Value;
}
