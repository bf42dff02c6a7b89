using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Fathom.Events.Tests.Telescope;

/// <summary>Makes event JSON for tests.</summary>
internal static class HitText
{
    public static string Hit(int dom = 1, double t = 0, string extra = "") => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"dom_id":{{dom}},"channel_id":3,"floor":2,"detection_unit":5,"tdc":100,"t":{{t}},"tot":30,"pos_x":1.5,"pos_y":-2.5,"pos_z":3,"dir_x":0,"dir_y":0.6,"dir_z":-0.8,"triggered":true{{extra}}}""");

    public static string Event(params string[] hits) => $$"""{"utc_timestamp":1.6e9,"hits":[{{string.Join(',', hits)}}]}""";

    public static byte[] Gzip(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }
}
