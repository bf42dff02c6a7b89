using Fathom.Portal.Markup;
using FsCheck;
using FsCheck.Fluent;

namespace Fathom.Portal.Tests.Markup;

public sealed class HtmlTests
{
    [Fact]
    public void Whatever_text_goes_into_a_hole_no_markup_comes_out()
        => Prop.ForAll<NonNull<string>>(text =>
        {
            var made = Html.Of($"<td title=\"{text.Get}\">{text.Get}</td>").ToString();
            var inside = made["<td title=\"".Length..^"</td>".Length].Replace("\">", "", StringComparison.Ordinal);
            return inside.IndexOfAny(['<', '>', '"', '\'']) < 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_piece_in_a_hole_stays_as_it_is()
    {
        var inner = Html.Of($"<b>{"a<b"}</b>");
        Assert.Equal("<p><b>a&lt;b</b></p>", Html.Of($"<p>{inner}</p>").ToString());
    }

    [Fact]
    public void Numbers_are_written_in_the_invariant_culture_and_nothing_is_written_for_null()
        => Assert.Equal("1.5||7", Html.Of($"{1.5}|{(int?)null}|{(int?)7}").ToString());

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1.00 kB")]
    [InlineData(12_345, "12.3 kB")]
    [InlineData(999_960_000, "1.00 GB")]
    [InlineData(7_530_000_000_000_000, "7.53 PB")]
    public void Sizes_have_three_significant_digits(long bytes, string text) => Assert.Equal(text, Figures.Bytes(bytes));

    [Fact]
    public void A_hundred_percent_means_all_of_it_and_zero_means_none()
    {
        Assert.Equal("100 %", Figures.Percent(477_000, 477_000));
        Assert.Equal("99.9 %", Figures.Percent(476_999, 477_000));
        Assert.Equal("0.1 %", Figures.Percent(1, 477_000));
        Assert.Equal("0 %", Figures.Percent(0, 477_000));
        Assert.Equal("–", Figures.Percent(0, 0));
    }

    [Theory]
    [InlineData(0.5, "0.5 s")]
    [InlineData(59.7, "1 min 00 s")]
    [InlineData(3599.9, "1 h 00 min")]
    [InlineData(42.4, "42 s")]
    [InlineData(125, "2 min 05 s")]
    [InlineData(90_000, "1 d 01 h")]
    public void Durations_have_their_two_largest_units(double seconds, string text)
        => Assert.Equal(text, Figures.Duration(TimeSpan.FromSeconds(seconds)));
}
