using Fathom.Detector.Description;

namespace Fathom.Detector.Tests;

public class DetectorDescriptionTests
{
    [Fact]
    public void The_default_description_states_the_published_numbers()
    {
        var detector = DetectorDescription.Default;
        Assert.Equal(17612, detector.Pmts.Count);
        Assert.Equal(19434, detector.Pmts.SphereRadiusMm);
        Assert.Equal(17700, detector.Target.RadiusMm);
        Assert.Equal(1785, detector.Scintillator.PePerMevAtCentre);
        Assert.Equal(350, detector.Trigger.Multiplicity);
    }

    [Fact]
    public void Absorption_and_Rayleigh_scattering_together_give_the_published_attenuation_length_of_20_6_m()
    {
        var light = DetectorDescription.Default.Scintillator;
        Assert.Equal(20_600, 1 / ((1 / light.AbsorptionLengthMm) + (1 / light.RayleighLengthMm)), 100.0);
    }

    [Fact]
    public void The_written_default_loads_as_the_default()
    {
        var path = Path.Combine(Path.GetTempPath(), $"fathom-{Guid.NewGuid():N}.yaml");
        try
        {
            DetectorDescription.WriteDefault(path);
            Assert.Equal(DetectorDescription.Default.Pmts, DetectorDescription.Load(path).Pmts);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("count: 17612 ", "count: 70000 ", "pmts.count")]
    [InlineData("  radius_mm: 17700 ", "  radius_mm: -1 ", "target.radius_mm")]
    [InlineData("  radius_mm: 17700 ", "  # nothing ", "target.radius_mm")]
    [InlineData("[0.80, 0.17, 0.03]", "[0.80, 0.17, 0.13]", "scintillator.decay_fractions")]
    [InlineData("sphere_radius_mm: 19434", "sphere_radius_mm: 100", "pmts.sphere_radius_mm")]
    [InlineData("placement: rings", "placement: cubes", "pmts.placement")]
    [InlineData("name: juno-like", "name: ../etc", "name")]
    [InlineData("detection_efficiency: 0.281", "detection_efficiency: .nan", "pmts.dynode.detection_efficiency")]
    public void A_value_out_of_range_is_refused_with_its_place(string from, string to, string place)
    {
        var yaml = Text().Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(Text(), yaml);
        var error = Assert.Throws<DetectorDescriptionException>(() => DetectorDescription.Parse(yaml, "d.yaml"));
        Assert.Equal(place, error.Place);
        Assert.StartsWith("d.yaml: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("  window_ns: 1008", "  windwo_ns: 1008")]
    [InlineData("count: 17612", "count: many")]
    [InlineData("target:", "target: [")]
    public void An_unknown_key_or_a_value_of_another_type_is_refused_with_its_line(string from, string to)
    {
        var error = Assert.Throws<DetectorDescriptionException>(
            () => DetectorDescription.Parse(Text().Replace(from, to, StringComparison.Ordinal), "d.yaml"));
        Assert.StartsWith("line ", error.Place, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_refused() =>
        Assert.Throws<DetectorDescriptionException>(() => DetectorDescription.Parse("", "d.yaml"));

    private static string Text()
    {
        using var reader = new StreamReader(typeof(DetectorDescription).Assembly.GetManifestResourceStream("juno-like.yaml")!);
        return reader.ReadToEnd();
    }
}
