using Fathom.Portal.Plots;
using Fathom.Sky.Frames;
using Fathom.Sky.Sphere;

namespace Fathom.Portal.Observatory.Sky;

/// <summary>The density of a release's rows as an image of the whole sky (Hammer's projection).</summary>
internal static class SkyMapImage
{
    /// <summary>Its width [pixels].</summary>
    public const int Width = 1000;

    /// <summary>Its height [pixels].</summary>
    public const int Height = Width / 2;

    // Dark to bright, also for those who do not tell red from green.
    private static readonly (double Red, double Green, double Blue)[] Ramp = [(10, 18, 34), (36, 44, 110), (98, 50, 150), (186, 66, 128), (240, 120, 80), (250, 190, 80), (255, 246, 190)];
    private static readonly (byte Red, byte Green, byte Blue)[] Colours = [(0, 0, 0), .. Enumerable.Range(0, 255).Select(step => Colour(step / 254.0))];

    /// <summary>The image as a PNG file.</summary>
    public static byte[] Draw(SkyDensity density, SkyFrame frame)
    {
        var pixels = new byte[Width * Height];
        for (int line = 0; line < Height; line++)
        {
            double y = 0.5 - ((line + 0.5) / Height);
            for (int column = 0; column < Width; column++)
            {
                if (HammerProjection.Inverse((2 * (column + 0.5) / Width) - 1, y) is { } place)
                {
                    EquatorialPosition icrs = frame.ToIcrs(frame.Centre + place.Longitude, place.Latitude);
                    pixels[(line * Width) + column] = (byte)(1 + Math.Round(254 * density.At(icrs.RightAscension, icrs.Declination)));
                }
            }
        }

        return PngImage.Write(Width, pixels, Colours, firstIsClear: true);
    }

    private static (byte Red, byte Green, byte Blue) Colour(double part)
    {
        double at = part * (Ramp.Length - 1);
        int below = Math.Min((int)at, Ramp.Length - 2);
        byte Mix(Func<(double Red, double Green, double Blue), double> of) => (byte)Math.Round(of(Ramp[below]) + ((at - below) * (of(Ramp[below + 1]) - of(Ramp[below]))));
        return (Mix(one => one.Red), Mix(one => one.Green), Mix(one => one.Blue));
    }
}
